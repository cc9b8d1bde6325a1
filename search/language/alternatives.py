"""The other ways to find what a single typed word means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log1p
from typing import Final

from search.query.fields import Token
from search.query.words import Alternative, Origin

from .analysis import Analyser
from .compounds import join, split
from .lexicon import Correction, Lexicon
from .synonyms import SynonymGraph
from .units import measures_of_size, other_units

MAX_ALTERNATIVES: Final = 16

_UNIT: Final = 0.95
_SPLIT: Final = 0.9
_ENDING: Final = 0.5
_COMPLETED: Final = 0.8
_CORRECTED: Final = 0.9
_LESS_LIKELY: Final = 0.55  # each further correction is worth this much of the one before
_SUSPECTED: Final = 0.4
# A known word is taken for a possible error when a neighbour is this many times more frequent.
_SUSPICION: Final = 50
_SHORTEST_SUSPECT: Final = 3  # letters


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All that is known about words of one index: its language, its words and their synonyms."""

    analyser: Analyser
    lexicon: Lexicon
    synonyms: SynonymGraph

    def knows(self, token: Token) -> bool:
        """Whether the index has the word or another form of it."""
        return bool(self.lexicon.frequency(token.plain) or self.lexicon.stem_frequency(token.stem))

    def synonyms_of(self, tokens: tuple[Token, ...], weight: float = 1.0) -> Iterator[Alternative]:
        """Yield the synonyms of a term that the index knows."""
        for synonym in self.synonyms.of(tuple(token.stem for token in tokens)):
            if all(map(self.knows, synonym.tokens)):
                worth = weight * synonym.weight * self._evened(tokens, synonym.tokens)
                is_phrase = len(synonym.tokens) > 1
                yield Alternative(synonym.tokens, worth, Origin.SYNONYM, is_phrase)

    def _evened(self, tokens: tuple[Token, ...], others: tuple[Token, ...]) -> float:
        """Return what makes a rarer synonym worth no more than the words that were typed.

        An engine gives rare words more; who says the usual word is not to get the unusual ones first.
        """
        typed, other = self._rarity(tokens), self._rarity(others)
        return min(1.0, typed / other) if all(map(self.knows, tokens)) else 1.0

    def _rarity(self, tokens: tuple[Token, ...]) -> float:
        """Return the inverse document frequency of the words together, as BM25 has it."""
        documents = 1.5 * self.lexicon.largest
        found = (self.lexicon.stem_frequency(token.stem) for token in tokens)
        return sum(log1p(max(documents - times, 0) / (times + 0.5)) for times in found) or 1.0

    def joined(self, first: Token, second: Token) -> str:
        """Return the word that both make when written together, or nothing."""
        return join(first.plain, second.plain, self.lexicon)

    def compounds(self, word: str, *, is_known: bool) -> Iterator[Alternative]:
        """Yield the parts of a word, and the words that end with it where compounds are one word."""
        is_linking = bool(self.analyser.language.links)
        parts = split(word, self.lexicon)
        if parts:
            tokens = tuple(map(self.analyser.token, parts))
            yield Alternative(tokens, _SPLIT, Origin.COMPOUND, is_phrase=not is_linking)
        if is_linking and len(word) > 3:
            for longer in self.lexicon.ending_with(word, 6 if is_known else 2):
                yield Alternative((self.analyser.token(longer),), _ENDING, Origin.COMPOUND)

    def units(self, word: str) -> Iterator[Alternative]:
        """Yield the same measure in other units, and a size that tells none in the likely ones."""
        for other in other_units(word):
            yield Alternative((self.analyser.token(other),), _UNIT, Origin.UNIT)
        for measures in measures_of_size(word):
            yield Alternative(tuple(map(self.analyser.token, measures)), _UNIT, Origin.UNIT)

    def completions(self, prefix: str, limit: int = 8) -> Iterator[Alternative]:
        """Yield the words that begin like the one that is still being typed."""
        for word in self.lexicon.complete(prefix, limit):
            if word != prefix:
                yield Alternative((self.analyser.token(word),), _COMPLETED, Origin.PREFIX)

    def correct(self, word: str, limit: int, edits: int | None = None) -> list[Correction]:
        """Return what a word may be an error for; never a word that says nothing."""
        found = self.lexicon.correct(word, 2 * limit, edits=edits)
        return [each for each in found if not self.analyser.is_stop_word(each.word)][:limit]

    def corrections(self, corrections: list[Correction]) -> Iterator[Alternative]:
        """Yield what may have been meant, and other ways to say the likeliest of it."""
        if not corrections:
            return
        best, *others = [self.analyser.token(each.word) for each in corrections]
        yield Alternative((best,), _CORRECTED, Origin.CORRECTED)
        yield from self.synonyms_of((best,), _CORRECTED)
        for part in self.compounds(best.plain, is_known=True):
            yield replace(part, weight=_CORRECTED * part.weight)
        weight = _CORRECTED
        for other in others:
            weight *= _LESS_LIKELY
            worth = weight * self._evened((best,), (other,))
            yield Alternative((other,), worth, Origin.CORRECTED)

    def suspicion(self, word: str) -> Iterator[Alternative]:
        """Yield the far more frequent neighbour that a rare word may be an error for."""
        limit = self.lexicon.frequency(word) * _SUSPICION
        if not 0 < limit <= self.lexicon.largest or len(word) <= _SHORTEST_SUSPECT:
            return
        for best in self.correct(word, 1, edits=1):
            if best.frequency >= limit:
                yield Alternative((self.analyser.token(best.word),), _SUSPECTED, Origin.CORRECTED)


def distinct(alternatives: Iterator[Alternative]) -> tuple[Alternative, ...]:
    """Return the heaviest alternative of each stem sequence, at most as many as one concept has."""
    found: dict[tuple[str, ...], Alternative] = {}
    for each in alternatives:
        key = tuple(token.stem for token in each.tokens)
        if key not in found:
            found[key] = each
    ranked = sorted(found.values(), key=lambda each: -each.weight)
    return tuple(ranked[:MAX_ALTERNATIVES])
