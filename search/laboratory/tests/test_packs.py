"""The packs of a language join what people there call one thing by two names."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.language.analysis import get_analyser
from search.language.synonyms import get_synonyms
from search.query.configuration import Configuration

PAIRS = Path(__file__).parent / "words" / "packs"
CODES = sorted(path.stem for path in PAIRS.glob("*.tsv"))
LEAST = 0.55  # of the pairs, which were written without the packs at hand


def read(code: str) -> list[tuple[str, str]]:
    text = (PAIRS / f"{code}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [(word, other) for word, other, _ in rows[1:]]


def stems(code: str, text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in get_analyser(code).tokens(text))


def ways(code: str, word: str) -> set[tuple[str, ...]]:
    """Return what is looked for when a word is typed: itself, and what the packs say."""
    typed = stems(code, word)
    found = get_synonyms(code, Configuration()).of(typed)
    return {typed, *(tuple(token.stem for token in each.tokens) for each in found)}


def is_joined(code: str, word: str, other: str) -> bool:
    """Whether who types one of the words finds what is called the other."""
    return stems(code, other) in ways(code, word) or stems(code, word) in ways(code, other)


@pytest.mark.parametrize("code", CODES)
def test_the_packs_of_a_language_join_its_words(code):
    pairs = read(code)

    apart = [pair for pair in pairs if not is_joined(code, *pair)]

    assert len(pairs) >= 40
    assert len(apart) <= (1 - LEAST) * len(pairs), apart


def test_six_more_languages_have_pairs():
    assert CODES == ["es", "it", "nl", "pl", "pt", "tr"]
