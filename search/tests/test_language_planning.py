"""What a shopper types becomes what an engine is to match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon
from search.language.planning import Plan, Planner, Relaxation
from search.query.configuration import Configuration, SynonymRule
from search.query.words import Alternative, Origin


def read_words(text: str) -> dict[str, int]:
    return {word: int(times) for word, times in (each.split() for each in text.split(","))}


WORDS = {
    "en": read_words(
        "the 900, white 140, blue 120, green 90, water 80, leather 70, bottle 60, brown 60, shirt 60,"
        "lamp 50, pillow 40, sofa 30, t 30, gift 30, keyboard 30, throw 25, velvet 20, lamps 20,"
        "belt 14, sneakers 12, stand 9, sunglasses 9, guitar 9, headphones 7, tv 5, acoustic 4,"
        "wrench 4, 60cm 3, guitars 2, 1000ml 2"
    ),
    "de": {"wolle": 9, "teppich": 20, "teppiche": 4, "wollteppich": 3, "möbel": 8, "sofa": 5},
    "fr": {"canapé": 9, "rouge": 20, "velours": 4, "lampe": 9, "télévision": 2},
    "ar": {"سجادة": 9, "حمراء": 5, "أريكة": 4},
}


def plan(text: str, locale: str = "en", *, is_prefix: bool = False, **configured) -> Plan:
    analyser = get_analyser(locale)
    lexicon = Lexicon(WORDS[locale], analyser)
    return Planner(analyser, lexicon, Configuration(**configured)).plan(text, is_prefix=is_prefix)


def said(alternative: Alternative) -> str:
    return " ".join(token.plain for token in alternative.tokens)


def ways(found: Plan, place: int = 0) -> dict[str, Origin]:
    assert found.words is not None
    return {said(each): each.origin for each in found.words.concepts[place].alternatives}


def concepts(found: Plan) -> list[str]:
    return [concept.text for concept in found.words.concepts] if found.words else []


def test_known_words_are_looked_for_as_they_are():
    found = plan("Green velvet sofa")

    assert concepts(found) == ["green", "velvet", "sofa"]
    assert found.corrected is None
    assert ways(found, 0) == {"green": Origin.TYPED}
    assert [[token.plain for token in phrase] for phrase in found.words.phrases] == [
        ["green", "velvet"],
        ["velvet", "sofa"],
    ]


@pytest.mark.parametrize(
    ("locale", "text", "corrected"),
    [
        ("en", "blue throw pilow", "blue throw pillow"),
        ("en", "keybord", "keyboard"),
        ("en", "lamps", None),
        ("en", "guitars acoustics", None),  # other forms of known words are known
        ("en", "xqzzt", None),
        ("de", "mobrl", "möbel"),
        ("fr", "canaap rouje", "canapé rouge"),
        ("ar", "سجاجة", "سجادة"),
    ],
)
def test_unknown_words_are_corrected_to_words_of_the_index(locale, text, corrected):
    assert plan(text, locale).corrected == corrected


def test_corrections_say_what_they_are_and_bring_their_synonyms():
    assert ways(plan("soffa")) == {"soffa": Origin.TYPED, "sofa": Origin.CORRECTED}
    assert ways(plan("snekers tv"), 0)["sneakers"] is Origin.CORRECTED


@pytest.mark.parametrize(
    ("locale", "text", "other"),
    [
        ("en", "couch", "sofa"),
        ("en", "spanner", "wrench"),
        ("en", "trainers", "sneakers"),
        ("en", "tee", "t shirt"),
        ("en", "television", "tv"),
        ("en", "tennis shoes", "sneakers"),
        ("fr", "sofa", "canape"),
        ("fr", "tv", "television"),
        ("de", "couch", "sofa"),
        ("ar", "كنبة", "اريكه"),
    ],
)
def test_synonyms_of_the_language_are_looked_for(locale, text, other):
    assert ways(plan(text, locale))[other] is Origin.SYNONYM


def test_marketers_add_synonyms_in_both_directions_or_one():
    rules = (
        SynonymRule("en", terms=("chesterfield", "sofa")),
        SynonymRule("en", terms=("gift",), sources=("mitbringsel",)),
        SynonymRule("de", terms=("green", "blue")),
    )

    assert ways(plan("chesterfield", synonyms=rules))["sofa"] is Origin.SYNONYM
    assert ways(plan("mitbringsel", synonyms=rules))["gift"] is Origin.SYNONYM
    assert "mitbringsel" not in ways(plan("gift", synonyms=rules))
    assert ways(plan("green", synonyms=rules)) == {"green": Origin.TYPED}


@pytest.mark.parametrize(
    ("locale", "text", "other"),
    [
        ("en", "head phones", "headphones"),
        ("en", "sun glasses", "sunglasses"),
        ("de", "Wollteppich", "wolle teppich"),
        ("de", "Teppich", "wollteppich"),
        ("de", "Woll Teppich", "wollteppich"),
    ],
)
def test_compounds_are_found_together_and_apart(locale, text, other):
    assert ways(plan(text, locale))[other] is Origin.COMPOUND


def test_measures_are_found_in_other_units():
    assert ways(plan("1 l bottle"))["1000ml"] is Origin.UNIT


def test_the_last_word_is_completed_while_it_is_typed():
    assert ways(plan("blue gui", is_prefix=True), 1)["guitar"] is Origin.PREFIX
    assert "guitar" not in ways(plan("blue gui"), 1)
    assert "guitar" not in ways(plan("blue gui ", is_prefix=True), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the sofa", ["sofa"]),
        ("sofa with the lamp", ["sofa", "lamp"]),
        ("the", ["the"]),
        ("with for", ["with", "for"]),
    ],
)
def test_stop_words_count_only_when_there_is_nothing_else(text, expected):
    found = plan(text)

    assert concepts(found) == expected
    assert found.is_only_stop_words is (expected[0] in {"the", "with"})


def test_marketers_decide_about_stop_words():
    assert concepts(plan("sofa gift", stop_words=frozenset({("en", "gift")}))) == ["sofa"]
    assert concepts(plan("the sofa", kept_words=frozenset({("en", "the")}))) == ["the", "sofa"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("WH-1000XM4", ("wh1000xm4",)),
        ("4006381333931", ("4006381333931",)),
        ("sofa AB-1234", ("sofaab1234", "ab1234")),
        ("6579c22f-be2b-444c-a52b-0116dd82df6c", ("6579c22fbe2b444ca52b0116dd82df6c",)),
        ("CHAIR", ("chair",)),
        ("blue sofa", ()),
        ("4k", ()),
    ],
)
def test_article_numbers_are_recognised(text, codes):
    assert plan(text).words.codes == codes


@pytest.mark.parametrize(
    ("text", "beginnings"),
    [
        ("SE-101", ("se101",)),
        ("li-201-BRASS", ("li201brass",)),
        ("se 101", ("se101",)),
        ("4006381", ()),
        ("CHAIR", ()),
    ],
)
def test_the_beginning_of_an_article_number_is_recognised(text, beginnings):
    assert plan(text).words.beginnings == beginnings


@pytest.mark.parametrize(
    ("text", "ways_to_say"),
    [
        ("60x120", ["60cm 120cm", "60mm 120mm", "60in 120in"]),
        ("60 × 120 × 5", ["60cm 120cm 5cm", "60mm 120mm 5mm", "60in 120in 5in"]),
        ('120"', ["10ft", "304.8cm", "305cm"]),
    ],
)
def test_sizes_are_found_in_the_units_that_they_may_mean(text, ways_to_say):
    (concept,) = plan(text).words.concepts

    assert [
        " ".join(token.plain for token in each.tokens) for each in concept.alternatives[1:]
    ] == ways_to_say


def test_a_quotation_mark_behind_a_quotation_is_no_inch():
    assert concepts(plan('"oak table 120"')) == ["oak", "table", "120"]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "🙂", '"(*)"', "\x00\u200b"])
def test_a_text_without_words_plans_nothing(text):
    found = plan(text)

    assert found.words is None
    assert list(found.relaxed()) == []


def test_query_syntax_is_only_text():
    assert concepts(plan("sofa:* AND /blue.*/ OR (green")) == ["sofa", "blue", "green"]


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "brown qwzx leather belt", ["brown leather belt", "brown belt", "belt"]),
        ("en", "lamp for the brown sofa", ["lamp sofa", "lamp"]),
        ("fr", "lampe velours rouge", ["lampe velours", "lampe"]),
        ("en", "belt", []),
    ],
)
def test_relaxing_drops_unknown_words_first_and_what_it_is_last(locale, text, expected):
    steps = [
        " ".join(concept.text for concept in words.concepts)
        for relaxation, words in plan(text, locale).relaxed()
        if relaxation is Relaxation.FEWER_WORDS
    ]

    assert steps == expected


def test_relaxing_ends_with_what_else_may_have_been_meant():
    *_, (relaxation, words) = plan("green sxfx").relaxed()

    assert relaxation is Relaxation.DID_YOU_MEAN
    assert "sofa" in {said(each) for each in words.concepts[1].alternatives}


@given(
    st.sampled_from(["en", "de", "fr", "ar"]),
    st.lists(
        st.sampled_from(["sofa", "teppich", "soffa", "the", "60cm", "tv", "stand"])
        | st.text(max_size=20)
    ),
    st.booleans(),
)
def test_any_text_costs_an_engine_no_more_than_so_much(locale, texts, is_prefix):
    found = plan(" ".join(texts), locale, is_prefix=is_prefix)

    for words in [found.words, *(words for _, words in found.relaxed())]:
        if words is None:
            continue
        assert 0 < len(words.concepts) <= 12
        assert 0 < words.required <= len(words.concepts)
        assert len(words.phrases) <= 8
        assert len(words.codes) <= 4
        assert all(0 < len(concept.alternatives) <= 16 for concept in words.concepts)
        assert sum(len(concept.alternatives) for concept in words.concepts) <= 96
        for concept in words.concepts:
            assert all(0 < each.weight <= 1 and each.tokens for each in concept.alternatives)


def test_a_very_long_text_is_cut():
    assert len(plan("sofa lamp belt guitar " * 500).words.concepts) <= 12


def test_real_wording_is_planned(shared_data):
    lines = (shared_data / "wands-queries" / "queries.csv").read_text().splitlines()[1:]

    for line in lines:
        assert plan(line.split(",")[1]).words is not None
