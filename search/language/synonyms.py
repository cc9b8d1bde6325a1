"""Words that mean the same, as a graph over stems: terms of several words on either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from search.query.configuration import SynonymRule
from search.query.fields import Token

from .analysis import Analyser, get_analyser
from .rules import Language

MAX_TERM: Final = 4  # words
_SAME: Final = 0.9
_KIND: Final = 0.7


class Synonym(NamedTuple):
    """Another way to say a term, and how close it comes."""

    tokens: tuple[Token, ...]
    weight: float


class SynonymGraph:
    """Finds the other ways to say the words at the beginning of a text."""

    def __init__(
        self, analyser: Analyser, rules: Iterable[tuple[Sequence[str], Sequence[str], float]]
    ) -> None:
        """Take rules of sources, terms and weight; without sources the terms stand for each other."""
        self._analyser = analyser
        self._synonyms: dict[tuple[str, ...], dict[tuple[Token, ...], float]] = defaultdict(dict)
        for sources, terms, weight in rules:
            self._add(
                [self._read(each) for each in sources], [self._read(each) for each in terms], weight
            )

    def of(self, stems: tuple[str, ...]) -> list[Synonym]:
        """Return the other ways to say exactly these stems, the closest first."""
        found = self._synonyms.get(stems, {})
        ranked = sorted(found.items(), key=lambda each: -each[1])
        return [Synonym(tokens, weight) for tokens, weight in ranked]

    def longest(self, stems: Sequence[str]) -> int:
        """Return how many of the first stems make the longest term that has synonyms, 0 for none."""
        sizes = range(min(MAX_TERM, len(stems)), 0, -1)
        return next((size for size in sizes if tuple(stems[:size]) in self._synonyms), 0)

    def words(self) -> Iterator[str]:
        """Yield the plain words of all terms of one word."""
        for tokens in list(self._synonyms.values()):
            yield from (each[0].plain for each in tokens if len(each) == 1)

    def _read(self, term: str) -> tuple[Token, ...]:
        return tuple(self._analyser.tokens(term)[:MAX_TERM])

    def _add(
        self, sources: list[tuple[Token, ...]], terms: list[tuple[Token, ...]], weight: float
    ) -> None:
        for source in sources or terms:
            key = tuple(token.stem for token in source)
            for term in terms:
                if key and term and key != tuple(token.stem for token in term):
                    known = self._synonyms[key]
                    known[term] = max(weight, known.get(term, 0))


@lru_cache(maxsize=64)
def get_synonyms(language: str, rules: tuple[SynonymRule, ...] = ()) -> SynonymGraph:
    """Return the built-in synonyms of a language together with a marketer's rules for it."""
    analyser = get_analyser(language)
    return SynonymGraph(analyser, (*_built_in(analyser.language), *_from_rules(analyser, rules)))


def _built_in(language: Language) -> Iterator[tuple[list[str], list[str], float]]:
    for line in language.lines("synonyms.txt"):
        kind, _, members = line.rpartition(":")
        yield _terms(kind), _terms(members), _KIND if kind else _SAME


def _from_rules(
    analyser: Analyser, rules: Iterable[SynonymRule]
) -> Iterator[tuple[Sequence[str], Sequence[str], float]]:
    for rule in rules:
        if get_analyser(rule.locale) is analyser:
            yield rule.sources, rule.terms, 1.0


def _terms(line: str) -> list[str]:
    return [term for each in line.split(",") if (term := each.strip())]
