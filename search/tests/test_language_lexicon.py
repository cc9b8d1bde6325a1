"""A lexicon knows which of its words somebody may have meant."""

from __future__ import annotations

import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon, allowed_edits

ENGLISH = get_analyser("en")
GERMAN = get_analyser("de")
WORDS = {
    "pillow": 40,
    "pillows": 20,
    "willow": 3,
    "keyboard": 30,
    "chandelier": 12,
    "lamp": 50,
    "lamps": 10,
    "lump": 1,
    "clamp": 9,
    "water": 80,
    "bottle": 60,
    "headphones": 7,
    "t": 3,
    "shirt": 30,
}


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(WORDS, ENGLISH)


@pytest.mark.parametrize(
    ("word", "best"),
    [
        ("pilow", "pillow"),
        ("pillwo", "pillow"),
        ("pi1low", None),  # with a digit it is a code
        ("keybord", "keyboard"),
        ("kyebaord", "keyboard"),
        ("chandelir", "chandelier"),
        ("lmap", "lamp"),
        ("lanp", "lamp"),
        ("kamp", "lamp"),
        ("la", None),
        ("xyzzy", None),
    ],
)
def test_the_likeliest_correction_comes_first(lexicon, word, best):
    found = lexicon.correct(word)

    assert (found[0].word if found else None) == best


def test_corrections_tell_their_distance_and_frequency(lexicon):
    first, *others = lexicon.correct("pilllow", 3)

    assert (first.word, first.distance, first.frequency) == ("pillow", 1, 40)
    assert [other.word for other in others] == ["pillows"]


def test_a_word_is_no_correction_of_itself(lexicon):
    assert "lamp" not in [each.word for each in lexicon.correct("lamp", 10)]


@pytest.mark.parametrize(
    ("word", "edits"), [("", 0), ("ab", 0), ("abc", 1), ("abcde", 1), ("abcdef", 2), ("a" * 64, 2)]
)
def test_longer_words_may_hold_more_errors(word, edits):
    assert allowed_edits(word) == edits


def test_prefixes_are_completed_by_frequency(lexicon):
    assert lexicon.complete("p") == ["pillow", "pillows"]
    assert lexicon.complete("la", 1) == ["lamp"]
    assert lexicon.complete("") == []
    assert lexicon.complete("zz") == []


def test_words_of_the_same_ending_are_found(lexicon):
    assert list(lexicon.stems_ending_with("lamp")) == ["clamp"]
    assert lexicon.word_of("lamp") == "lamp"


def test_words_meet_under_their_folded_form_and_are_shown_as_spelt():
    lexicon = Lexicon({"möbel": 5, "moebel": 1, "tisch": 2}, GERMAN)

    assert lexicon.frequency("mobel") == 6
    assert lexicon.spelling("mobel") == "möbel"
    assert lexicon.spelling("unbekannt") == "unbekannt"
    assert lexicon.frequency("tisch") == 2


def test_a_stem_is_as_frequent_as_its_most_frequent_form(lexicon):
    assert lexicon.stem_frequency("lamp") == 50


@pytest.mark.parametrize(
    ("language", "words", "word", "parts"),
    [
        ("en", WORDS, "waterbottle", ("water", "bottle")),
        ("en", WORDS, "tshirt", ("t", "shirt")),
        ("en", {"wi": 2, "fi": 2}, "wifi", ("wi", "fi")),
        ("en", {"on": 90, "ion": 2}, "onion", ()),
        ("en", WORDS, "keyboard", ()),
        ("de", {"wolle": 4, "teppich": 9}, "wollteppich", ("wolle", "teppich")),
        ("de", {"arbeit": 4, "tisch": 9}, "arbeitstisch", ("arbeit", "tisch")),
        (
            "de",
            {"kaffee": 4, "tasse": 2, "halter": 3},
            "kaffeetassenhalter",
            ("kaffee", "tasse", "halter"),
        ),
    ],
)
def test_compounds_are_taken_apart_into_known_words(language, words, word, parts):
    assert Lexicon(words, get_analyser(language)).split(word) == parts


def test_words_written_apart_are_put_together():
    assert Lexicon(WORDS, ENGLISH).join("head", "phones") == "headphones"
    assert Lexicon({"arbeitstisch": 1}, GERMAN).join("arbeit", "tisch") == "arbeitstisch"
    assert Lexicon(WORDS, ENGLISH).join("water", "lamp") == ""


@given(st.text(max_size=70), st.text(max_size=70))
def test_any_word_may_be_asked_for(first, second):
    lexicon = Lexicon(WORDS, ENGLISH)

    assert len(lexicon.correct(first, 3)) <= 3
    assert len(lexicon.complete(first, 3)) <= 3
    assert all(stem.endswith(first) for stem in lexicon.stems_ending_with(first))
    assert lexicon.split(first) is not None
    assert lexicon.join(first, second) is not None


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.integers(1, 99), max_size=20))
def test_a_lexicon_of_any_words_works(words):
    lexicon = Lexicon(words, ENGLISH)

    for word in words:
        lexicon.correct(word)
        lexicon.complete(word[:1])


def test_a_word_is_corrected_fast_among_many():
    chance = random.Random(7)  # noqa: S311 - the same words at every run
    words = {
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 12))): 1
        for _ in range(50_000)
    }
    lexicon = Lexicon(words, ENGLISH)
    lexicon.correct("warm")

    begun = time.process_time()
    for word in list(words)[:50]:
        lexicon.correct(word[1:])
    assert (time.process_time() - begun) / 50 < 0.01
