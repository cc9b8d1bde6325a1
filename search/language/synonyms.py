"""Other ways to say what was typed: from the packs, and on top of them a marketer's own sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.query.configuration import Configuration, StoppedLine, SynonymRule
from search.query.fields import Token
from search.query.words import Rule

from .analysis import Analyser, get_analyser
from .packs import MAX_TERM, Entry, TermIndex, get_index, list_trades


class Synonym(NamedTuple):
    """Another way to say a term, how close it comes, and what says so."""

    tokens: tuple[Token, ...]
    weight: float
    rule: Rule


class SynonymGraph:
    """Finds the other ways to say the words at the beginning of a text."""

    def __init__(
        self,
        analyser: Analyser,
        indexes: Iterable[TermIndex],
        stopped: frozenset[StoppedLine] = frozenset(),
    ) -> None:
        self._analyser = analyser
        self._indexes = tuple(indexes)
        self._stopped = stopped

    def of(self, stems: tuple[str, ...]) -> list[Synonym]:
        """Return the other ways to say exactly these stems, the closest first."""
        found: dict[tuple[str, ...], Synonym] = {}
        for entry in self._entries(" ".join(stems)):
            for tokens in self._others(entry, stems):
                key = tuple(token.stem for token in tokens)
                if key not in found or found[key].weight < entry.weight:
                    found[key] = Synonym(tokens, entry.weight, entry.rule)
        return sorted(found.values(), key=lambda each: -each.weight)

    def wider(self, stems: tuple[str, ...]) -> Iterator[tuple[Token, ...]]:
        """Yield the kinds that a term is told to be a member of."""
        key = " ".join(stems)
        for index in self._indexes:
            for entry in index.above(key):
                if not self._is_stopped(entry):
                    yield from (tuple(self._analyser.tokens(kind)) for kind in entry.sources)

    def knows(self, stem: str) -> bool:
        """Whether the word is a term of a pack or of a marketer, be it only one that is found."""
        return any(stem in index for index in self._indexes)

    def _entries(self, key: str) -> Iterator[Entry]:
        for index in self._indexes:
            for entry in index.find(key):
                if not self._is_stopped(entry):
                    yield entry

    def _is_stopped(self, entry: Entry) -> bool:
        return bool(self._stopped) and StoppedLine.of(entry.rule) in self._stopped

    def _others(self, entry: Entry, stems: tuple[str, ...]) -> Iterator[tuple[Token, ...]]:
        for term in entry.terms:
            tokens = tuple(self._analyser.tokens(term)[:MAX_TERM])
            if tokens and stems != tuple(token.stem for token in tokens):
                yield tokens


def get_synonyms(language: str, configuration: Configuration) -> SynonymGraph:
    """Return the synonyms of a language as a channel has chosen them."""
    chosen = configuration.synonyms, configuration.left_out_packs, configuration.stopped_lines
    return _graph(language, *chosen)


@lru_cache(maxsize=64)
def _graph(
    language: str,
    rules: tuple[SynonymRule, ...],
    left_out: frozenset[str],
    stopped: frozenset[StoppedLine],
) -> SynonymGraph:
    analyser = get_analyser(language)
    own = TermIndex(analyser, tuple(_from_rules(analyser, rules)))
    trades = (trade for trade in list_trades(language) if trade not in left_out)
    return SynonymGraph(analyser, (own, *(get_index(each, language) for each in trades)), stopped)


def _from_rules(analyser: Analyser, rules: Iterable[SynonymRule]) -> Iterator[Entry]:
    for rule in rules:
        if get_analyser(rule.locale) is analyser:
            yield Entry(rule.sources, rule.terms, 1.0, Rule(str(rule), rule.locale))
