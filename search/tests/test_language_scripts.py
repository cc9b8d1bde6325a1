"""Scripts without spaces, glued words, and endings of languages beside English, German and French."""

from __future__ import annotations

import pytest

from search.engines.embedded import EmbeddedEngine
from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon
from search.language.planning import Planner
from search.query.configuration import Configuration
from search.query.fields import TextField
from search.query.question import IndexName
from search.tests.conformance.factories import document, question
from search.tests.conformance.filling import fill


def stems(text: str, locale: str) -> list[str]:
    return [token.stem for token in get_analyser(locale).tokens(text)]


@pytest.mark.parametrize(
    ("locale", "text", "tokens"),
    [
        ("zh", "橡木台灯 E27", ["橡木", "木台", "台灯", "e27"]),
        ("zh", "灯", ["灯"]),
        ("ja", "木製の椅子", ["木製", "製の", "の椅", "椅子"]),
        ("ko", "나무 의자를", ["나무", "의자", "자를"]),
        ("th", "โต๊ะไม้", ["โต๊", "ต๊ะ", "๊ะไ", "ะไม", "ไม้"]),
        ("hi", "लकड़ी की", ["लकड़ी", "की"]),
        ("en", "Oak table", ["oak", "table"]),
    ],
)
def test_scripts_without_spaces_are_cut_and_letters_keep_their_signs(locale, text, tokens):
    assert get_analyser(locale).spellings(text) == tokens


def test_single_characters_may_be_words():
    assert [token.plain for token in get_analyser("zh").singles("台灯 E27")] == ["台", "灯"]
    assert get_analyser("en").singles("lamp") == []


@pytest.mark.parametrize(
    ("locale", "same"),
    [
        ("ar", "كرسي كراسي الكرسي وكرسي والكرسي بالكرسي للكرسي كالكرسي"),
        ("ar", "وسادة الوسادة والوسادة وسائد"),
        ("ar", "أريكة اريكه الأريكة"),
        ("tr", "sandalye sandalyeler sandalyeleri sandalyenin"),
        ("tr", "masa masalar masası masanın"),
        ("tr", "yastık yastıklar yastığı"),
        ("tr", "ışık IŞIK ışıklar"),
        ("tr", "ipek İPEK"),
        ("pl", "krzesło krzesła krzeseł"),
        ("pl", "stół stoły stołu stołów"),
        ("pl", "poduszka poduszek poduszki poduszkę"),
        ("pl", "kubek kubki kubków"),
        ("cs", "židle židlí židlím"),
        ("cs", "stůl stoly stolů"),
        ("cs", "zelený zelená zeleného"),
        ("cs", "koberec koberce koberců"),
        ("nl", "glas glazen"),
        ("nl", "stoel stoelen stoeltje"),
        ("sv", "lampa lampor lamporna"),
        ("sv", "bord borden bordet"),
        ("da", "stol stole stolen stolene"),
        ("nb", "lampe lamper lampene"),
        ("es", "cojín cojines"),
        ("it", "bicchiere bicchieri"),
        ("pt", "colchão colchões"),
        ("pt", "lençol lençóis"),
    ],
)
def test_forms_of_a_word_have_one_stem(locale, same):
    assert len(set(stems(same, locale))) == 1


def test_both_ways_to_write_norwegian_have_its_rules():
    assert get_analyser("nb-NO") is get_analyser("nn") is get_analyser("no")


@pytest.mark.parametrize(
    ("locale", "words", "text", "parts"),
    [
        ("nl", {"hout": 4, "stoel": 6}, "houtenstoel", ["hout", "stoel"]),
        ("sv", {"skrivbord": 3, "lampa": 6}, "skrivbordslampa", ["skrivbord", "lampa"]),
        ("da", {"skrivebord": 3, "lampe": 6}, "skrivebordslampe", ["skrivebord", "lampe"]),
        ("nb", {"skrivebord": 3, "lampe": 6}, "skrivebordslampe", ["skrivebord", "lampe"]),
    ],
)
def test_northern_compounds_are_taken_apart(locale, words, text, parts):
    analyser = get_analyser(locale)
    plan = Planner(analyser, Lexicon(words, analyser), Configuration()).plan(text)

    assert [concept.text for concept in plan.words.concepts] == parts
    assert analyser.token(parts[-1]).stem in plan.words.heads


@pytest.mark.parametrize(
    ("locale", "names", "text", "first"),
    [
        ("zh", ["橡木台灯", "橡木书桌", "棉被"], "台灯", 0),
        ("zh", ["橡木台灯", "橡木书桌", "棉被"], "书桌", 1),
        ("zh", ["橡木台灯", "橡木书桌", "棉被"], "灯", 0),
        ("ja", ["木製の椅子", "木製の机", "枕"], "椅子", 0),
        ("th", ["เก้าอี้ไม้", "โต๊ะไม้", "หมอน"], "โต๊ะ", 1),
        ("ko", ["나무 의자", "나무 책상", "베개"], "책상", 1),
    ],
)
def test_words_are_found_inside_texts_without_spaces(tmp_path, locale, names, text, first):
    analyser = get_analyser(locale)
    engine, index = EmbeddedEngine(tmp_path), IndexName("shop", locale)
    tokens = [[*analyser.tokens(name), *analyser.singles(name)] for name in names]
    texts = [" ".join(token.stem for token in each) for each in tokens]
    documents = [document(n, text, texts={TextField.NAME: text}) for n, text in enumerate(texts)]
    fill(engine, index, documents)
    words = {token.plain: 1 for each in tokens for token in each}
    plan = Planner(analyser, Lexicon(words, analyser), Configuration()).plan(text)

    hits = engine.search(question(index, words=plan.words)).hits

    assert [hit.product_id for hit in hits] == [first]
    assert plan.corrected is None
