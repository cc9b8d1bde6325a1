"""Corrected is only what no catalogue, no trade and no language knows."""

from __future__ import annotations

import pytest

from search.language.analysis import get_analyser
from search.language.known_words import get_known_words
from search.language.lexicon import Lexicon
from search.language.packs import list_trades
from search.language.planning import Plan, Planner
from search.language.rules import get_language
from search.query.configuration import Configuration
from search.query.words import Origin

NO_PACKS = Configuration(left_out_packs=frozenset(list_trades()))
WORDS = {
    "en": {"sofa": 30, "lamp": 50, "lamps": 20, "pillow": 9, "rug": 12, "boot": 9, "bed": 9},
    "de": {"stahl": 9, "woche": 4, "schlüssel": 3, "lampe": 9, "sprossenstuhl": 2, "tisch": 8},
    "fr": {"ardoise": 4, "cocotte": 2, "lampe": 9, "canapé": 5},
    "ar": {"سجادة": 9, "كتاب": 5},
}


def plan(text: str, locale: str) -> Plan:
    analyser = get_analyser(locale)
    return Planner(analyser, Lexicon(WORDS[locale], analyser), NO_PACKS).plan(text)


def looked_for(found: Plan) -> set[str]:
    assert found.words is not None
    alternatives = (each for concept in found.words.concepts for each in concept.alternatives)
    return {token.plain for each in alternatives if not each.is_phrase for token in each.tokens}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Stuhl"),
        ("de", "Wäsche"),
        ("de", "Waesche"),
        ("de", "Schüssel"),
        ("fr", "armoire"),
        ("fr", "couette"),
        ("en", "book"),
        ("ar", "كرسي"),
    ],
)
def test_a_word_of_the_language_is_never_taken_for_an_error(locale, text):
    found = plan(text, locale)

    assert found.corrected is None
    origins = {each.origin for each in found.words.concepts[0].alternatives}
    assert Origin.CORRECTED not in origins


@pytest.mark.parametrize(
    ("locale", "text", "corrected"),
    [
        ("de", "Lmape", "lampe"),
        ("de", "Tishc", "tisch"),
        ("fr", "lanpe", "lampe"),
        ("fr", "canappe", "canapé"),
        ("en", "pilow", "pillow"),
        ("ar", "سجاجدة", "سجادة"),
    ],
)
def test_what_nobody_knows_is_corrected(locale, text, corrected):
    found = plan(text, locale)

    assert found.corrected == corrected
    assert found.offered is None


@pytest.mark.parametrize(
    ("locale", "text", "offered"),
    [
        ("de", "Schüssel", "schlüssel"),  # a word of the language near one of the shop
        ("en", "large boat", "large boot"),
        ("en", "ruq", "rug"),  # too short to be sure
        ("de", "Stahl", None),  # finds something
        ("fr", "armoire", None),  # nothing is near
    ],
)
def test_what_nobody_is_sure_of_is_offered(locale, text, offered):
    found = plan(text, locale)

    assert found.offered == offered
    assert found.corrected is None
    assert offered is None or offered.split()[-1] not in looked_for(found)


def test_what_nobody_is_sure_of_counts_where_the_catalogue_says_it_so():
    large, boat = plan("large boat", "en").words.concepts
    beside = [each for each in boat.alternatives if each.is_phrase]

    assert [[token.plain for token in each.tokens] for each in beside] == [["large", "boot"]]
    assert [each.origin for each in large.alternatives] == [Origin.TYPED]


def test_part_of_a_word_of_the_catalogue_finds_it_and_is_no_error():
    found = plan("Stuhl", "de")

    assert looked_for(found) == {"stuhl", "sprossenstuhl"}


@pytest.mark.parametrize(
    ("locale", "word", "is_known"),
    [
        ("de", "wasche", True),
        ("de", "waschx", False),
        ("fr", "etagere", True),
        ("ar", "كرسي", True),
        ("en", "armoire", True),
        ("xx", "anything", False),
    ],
)
def test_words_of_a_language_are_known_in_their_folded_form(locale, word, is_known):
    assert (word in get_known_words(get_language(locale))) is is_known


def test_so_many_words_are_known():
    sizes = {code: len(get_known_words(get_language(code))) for code in WORDS}

    assert sizes == {"en": 143_148, "de": 336_441, "fr": 134_169, "ar": 120_602}
