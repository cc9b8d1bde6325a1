"""The lists of everyday words keep their form, and the judges of each agree."""

from __future__ import annotations

from collections import Counter

import pytest

from infra.bench.word_lists import (
    FOLDER,
    Word,
    agreement,
    line_of,
    list_kinds,
    list_languages,
    read_kinds,
    read_words,
)
from infra.demo.catalogue import load
from infra.demo.rows import category_path

CATALOGUES = sorted(file.parent.name for file in FOLDER.glob("*/kinds.toml"))
LISTS = [(name, language) for name in CATALOGUES for language in list_languages(name)]
DIFFICULTIES = {
    *("plain", "synonym", "compound", "head_noun", "hypernym", "regional", "spelling", "typo"),
    *("plural_form", "phrase"),
}
FEWEST = {"en": 300, "de": 300, "fr": 300, "ar": 150}


def word(first: str, second: str) -> Word:
    return Word("x", "plain", "tune", frozenset(first), frozenset(second), frozenset(first))


def test_there_are_enough_words_in_each_language():
    words = Counter[str]()
    for name, language in LISTS:
        words[language] += sum(bool(each.kinds) for each in read_words(name, language))

    assert CATALOGUES == ["demo", "retail_demo_store", "spree"]
    assert {language: words[language] >= fewest for language, fewest in FEWEST.items()} == (
        dict.fromkeys(FEWEST, True)
    )


@pytest.mark.parametrize(("name", "language"), LISTS)
def test_each_file_says_where_it_comes_from(name, language):
    lines = (FOLDER / name / f"{language}.tsv").read_text(encoding="utf-8").splitlines()

    assert lines[1:4] == [
        "# Source: written for Heron.",
        "# Licence: that of Heron.",
        "query\tdifficulty\thalf\tfirst\tsecond\tkinds",
    ]
    assert {line.count("\t") for line in lines[3:]} == {5}


@pytest.mark.parametrize(("name", "language"), LISTS)
def test_each_word_is_there_once_and_judged_twice(name, language):
    words, kinds = read_words(name, language), read_kinds(name)

    assert len({each.query.casefold() for each in words}) == len(words)
    assert {each.difficulty for each in words} <= DIFFICULTIES
    for each in words:
        assert each.query.strip() == each.query
        assert each.first
        assert each.first | each.second <= kinds.keys()
        assert each.kinds in (frozenset(), each.first | each.second)


@pytest.mark.parametrize(("name", "language"), LISTS)
def test_both_halves_have_every_difficulty(name, language):
    counts = Counter((each.difficulty, each.half) for each in read_words(name, language))

    assert {half for _difficulty, half in counts} <= {"tune", "held_out", "-"}
    for difficulty in DIFFICULTIES:
        assert counts[difficulty, "tune"] - counts[difficulty, "held_out"] in (0, 1)


@pytest.mark.parametrize(("name", "language"), LISTS)
def test_the_judges_agree(name, language):
    assert agreement(read_words(name, language), read_kinds(name)) > 0.8


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ([word("a", "a"), word("b", "b")], 1.0),
        ([word("a", "b"), word("b", "a")], -1.0),
        ([word("a", "a"), word("a", "b")], 0.0),
    ],
)
def test_agreement_is_what_is_beyond_chance(judged, expected):
    assert agreement(judged, {"a": [], "b": []}) == pytest.approx(expected)


def test_each_kind_is_in_the_demo_shop_and_each_product_of_a_kind():
    kinds, catalogue = read_kinds("demo"), load()
    found = {
        product.sku: list_kinds(
            line_of(category_path(catalogue, product.category), product.copy["en"].name), kinds
        )
        for product in catalogue.products
    }

    assert kinds.keys() - set().union(*found.values()) == set()
    assert [sku for sku, names in found.items() if not names] == []
    assert {"desk-reading-lamp", "lamp"} <= found["LI-201"]
    assert "desk" not in found["LI-201"]
