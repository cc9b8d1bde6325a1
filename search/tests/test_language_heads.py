"""What a thing is stands last in an English name, first in a French one, anywhere in a German one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.language.analysis import get_analyser
from search.language.heads import heads_of_category, heads_of_name
from search.language.lexicon import Lexicon
from search.language.packs import list_trades
from search.language.planning import Planner
from search.query.configuration import Configuration, SynonymRule
from search.query.heads import HEAD, KIND, TYPED, head_boosts

NO_PACKS = Configuration(left_out_packs=frozenset(list_trades()))
WORDS = {
    "en": {
        "desk": 5,
        "lamp": 9,
        "cup": 4,
        "mug": 6,
        "coffee": 5,
        "table": 9,
        "green": 9,
        "chest": 2,
    },
    "de": {"lampe": 6, "tischlampe": 3, "tisch": 6, "holz": 4, "rund": 3},
    "fr": {"lampe": 6, "bureau": 4, "verte": 2, "table": 5},
    "ar": {"مصباح": 6, "مكتب": 4},
}


def heads(text: str, locale: str) -> set[str]:
    analyser = get_analyser(locale)
    words = Planner(analyser, Lexicon(WORDS[locale], analyser), NO_PACKS).plan(text).words
    assert words is not None
    return set(words.heads)


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "desk lamp", {"lamp"}),
        ("en", "lamp for a desk", {"lamp"}),
        ("en", "green lamp", {"lamp"}),
        ("en", "desk lamp set", {"lamp"}),
        ("de", "Lampe mit Holz", {"lamp", "tischlamp"}),
        ("de", "Holzlampe", {"lamp", "tischlamp"}),
        ("fr", "lampe de bureau", {"lamp"}),
        ("fr", "petite table verte", {"tabl"}),
        ("ar", "مصباح مكتب", {"مصباح"}),
    ],
)
def test_what_is_looked_for_is_the_head_of_the_text(locale, text, expected):
    found = heads(text, locale)

    assert found & expected
    others = {get_analyser(locale).token(word).stem for word in WORDS[locale]} - expected
    assert not found & others


@pytest.mark.parametrize(
    ("locale", "name", "expected"),
    [
        ("en", "Gourd Table Lamp", ["lamp"]),
        ("en", "Oak Table with Drawers", ["tabl"]),
        ("en", "Drip Coffee Maker 1.5L", ["maker"]),
        ("en", "Precision Screwdriver Set", ["set", "screwdriv"]),
        ("de", "Runder Tisch Millpond", ["rund", "tisch", "millpond"]),
        ("de", "Vase aus Glas", ["vas"]),
        ("fr", "Lampe de table Gourd", ["lamp"]),
        ("fr", "Grand canapé Fen", ["grand", "canap"]),
        ("ar", "مصباح طاولة غورد", ["مصباح"]),
        ("en", "", []),
        ("en", "24", []),
    ],
)
def test_names_say_what_a_product_is(locale, name, expected):
    analyser = get_analyser(locale)

    assert list(heads_of_name(analyser.tokens(name), analyser)) == expected


@pytest.mark.parametrize(
    ("locale", "name", "expected"),
    [
        ("en", "Mugs & cups", ["mug", "cup"]),
        ("en", "Coffee & side tables", ["coffe", "tabl"]),
        ("de", "Becher & Tassen", ["bech", "tass"]),
        ("fr", "Tables basses & d'appoint", ["tabl", "appoint"]),
    ],
)
def test_categories_say_what_their_products_are(locale, name, expected):
    assert list(heads_of_category(name, get_analyser(locale))) == expected


def test_another_word_for_a_thing_counts_less_than_the_one_that_was_typed():
    analyser = get_analyser("en")
    rules = (SynonymRule("en", ("mug", "cup")),)
    chosen = replace(NO_PACKS, synonyms=rules)
    words = Planner(analyser, Lexicon(WORDS["en"], analyser), chosen).plan("coffee cup").words

    assert set(words.heads) == {"cup", "mug"}
    assert words.named == ("cup",)


def test_a_name_counts_beside_its_category():
    analyser = get_analyser("en")
    words = Planner(analyser, Lexicon(WORDS["en"], analyser), NO_PACKS).plan("mug").words

    told = [(each.label, each.factor) for each in head_boosts(words)]
    assert told == [(KIND, 2.0), (TYPED, 1.25), (HEAD, 1.2)]
    assert head_boosts(None) == ()
