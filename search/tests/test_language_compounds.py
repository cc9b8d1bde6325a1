"""Compounds are found by their parts, and parts by the compounds that they are in."""

from __future__ import annotations

import pytest

from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon
from search.language.packs import list_trades
from search.language.planning import Plan, Planner
from search.query.configuration import Configuration

NO_PACKS = Configuration(left_out_packs=frozenset(list_trades()))
WORDS = {
    "de": {"holz": 9, "sprossenstuhl": 2, "schreibtisch": 3, "tischlampe": 4, "lampe": 6, "bett": 5}
    | {"doppelbett": 1, "kerze": 5, "esstisch": 3, "tisch": 6, "leinenvorhänge": 2, "beton": 2},
    "en": {"coffee": 5, "table": 9, "bed": 4, "car": 1, "pet": 2, "headphones": 3},
}


def plan(text: str, locale: str = "de", *, is_prefix: bool = False) -> Plan:
    analyser = get_analyser(locale)
    planner = Planner(analyser, Lexicon(WORDS[locale], analyser), NO_PACKS)
    return planner.plan(text, is_prefix=is_prefix)


def concepts(found: Plan) -> list[str]:
    assert found.words is not None
    return [concept.text for concept in found.words.concepts]


def ways(found: Plan, place: int = 0) -> set[str]:
    assert found.words is not None
    alternatives = found.words.concepts[place].alternatives
    return {" ".join(token.plain for token in each.tokens) for each in alternatives}


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("de", "Holzstuhl", ["holz", "stuhl"]),  # the shop has chairs only as parts of words
        ("de", "Kerzenständer", ["kerze", "stander"]),
        ("de", "Holz-Stuhl", ["holz", "stuhl"]),
        ("de", "Schreibtischlampe", ["schreib", "tischlampe"]),  # the longest that the shop has
        ("de", "Esstisch", ["esstisch"]),  # the shop has it
        ("de", "Papperlapapp", ["papperlapapp"]),
        ("en", "coffeetable", ["coffee", "table"]),
        ("en", "carpet", ["carpet"]),  # a word of the language
    ],
)
def test_a_compound_that_the_shop_has_not_is_taken_apart(locale, text, expected):
    assert concepts(plan(text, locale)) == expected


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("Stuhl", {"stuhl", "sprossenstuhl"}),
        ("Vorhang", {"vorhang", "leinenvorhange"}),
        ("Tisch", {"tisch", "schreibtisch", "esstisch"}),
        ("Ton", {"ton"}),  # what stands before it in "Beton" is no word
    ],
)
def test_a_word_finds_the_compounds_that_end_with_it(text, longer):
    assert longer <= ways(plan(text))
    assert ("beton" in ways(plan(text))) is False


def test_a_compound_of_the_shop_finds_what_it_is_a_kind_of_as_well():
    weights = {
        each.tokens[0].plain: each.weight
        for each in plan("Doppelbett").words.concepts[0].alternatives
    }

    assert weights["doppelbett"] == 1.0
    assert weights["bett"] == 0.3


def test_a_word_that_is_still_typed_is_left_whole():
    assert concepts(plan("Holzst", is_prefix=True)) == ["holzst"]
    assert concepts(plan("Holzstuhl", is_prefix=True)) == ["holz", "stuhl"]
