"""Typed words as concepts: what each of them, alone or with its neighbours, asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log1p
from typing import Final

from search.query.fields import Token
from search.query.words import Alternative, Concept, Origin

from .analysis import Analyser
from .lexicon import Correction, Lexicon
from .reading import TypedWord
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
MAX_CONCEPTS: Final = 12
MAX_TOTAL: Final = 96

# Corrections further from the likeliest than this are not looked for.
_COST_RANGE: Final = 0.75
_MAX_CORRECTIONS: Final = 4
_JOINED: Final = 0.95


@dataclass(frozen=True, slots=True)
class Understood:
    """A concept with what it was made of. `meant` is what was probably meant, None when as typed.

    `frequency` is how many documents have it, roughly; 0 when the index knows nothing of it.
    """

    concept: Concept
    words: tuple[TypedWord, ...]
    frequency: int
    meant: str | None = None


class ConceptFinder:
    """Makes concepts of typed words with what is known of an index: its words and their synonyms."""

    def __init__(self, analyser: Analyser, lexicon: Lexicon, synonyms: SynonymGraph) -> None:
        self.analyser = analyser
        self._lexicon = lexicon
        self._synonyms = synonyms

    def find(
        self, words: Sequence[TypedWord], *, is_prefix: bool, edits: int | None = None
    ) -> list[Understood]:
        """Return the concepts in the order of the text, within the bounds on their number.

        With `edits`, that many typing errors are allowed in every word, even a known one.
        """
        found: list[Understood] = []
        place, budget = 0, MAX_TOTAL
        while place < len(words) and len(found) < MAX_CONCEPTS and budget > 0:
            rest = words[place:]
            size = self._size(rest)
            if size > 1 or not rest[0].is_stop_word:
                is_last = is_prefix and size == len(rest)
                each = self._concept(rest[:size], is_last=is_last, edits=edits, limit=budget)
                budget -= len(each.concept.alternatives)
                found.append(each)
            place += size
        return found

    def _size(self, words: Sequence[TypedWord]) -> int:
        """Return how many of the first words are one thing: a known term or a word written apart."""
        if words[0].is_stop_word:
            return 1
        stems = [word.token.stem for word in words]
        longest = self._synonyms.longest(stems)
        if longest > 1 and not words[longest - 1].is_stop_word:
            return longest
        is_pair = len(words) > 1 and not words[1].is_stop_word
        return 2 if is_pair and self._joined(words) else 1

    def _joined(self, words: Sequence[TypedWord]) -> str:
        return self._lexicon.join(words[0].token.plain, words[1].token.plain)

    def _concept(
        self, words: Sequence[TypedWord], *, is_last: bool, edits: int | None, limit: int
    ) -> Understood:
        if len(words) > 1:
            alternatives, meant = distinct(self._term(words)), None
        else:
            alternatives = distinct(self._word(words[0], edits, is_last=is_last))
            meant = self._meant(words[0], alternatives)
        concept = Concept(" ".join(word.spelling for word in words), alternatives[:limit])
        return Understood(concept, tuple(words), self._frequency(alternatives), meant)

    def _term(self, words: Sequence[TypedWord]) -> Iterator[Alternative]:
        tokens = tuple(word.token for word in words)
        yield Alternative(tokens)
        yield from self._synonyms_of(tokens)
        if len(words) == 2 and (joined := self._joined(words)):
            token = self.analyser.token(joined)
            yield Alternative((token,), _JOINED, Origin.COMPOUND)
            yield from self._synonyms_of((token,), _JOINED)

    def _word(self, word: TypedWord, edits: int | None, *, is_last: bool) -> Iterator[Alternative]:
        token, corrections = word.token, self._corrections(word.token, edits)
        is_known = self._knows(token)
        yield Alternative((token,))
        yield from self._units(token.plain)
        yield from self._synonyms_of((token,))
        if is_last:
            yield from self._completions(token.plain)
        yield from self._compounds(token.plain, is_known=is_known)
        yield from self._corrected(corrections)
        if is_known and not corrections:
            yield from self._suspicion(token.plain)

    def _corrections(self, token: Token, edits: int | None) -> list[Correction]:
        """Return what the word may be an error for; nothing when it is right."""
        if edits is None and (self._knows(token) or any(self._synonyms_of((token,)))):
            return []
        found = self._correct(token.plain, _MAX_CORRECTIONS, edits)
        return [each for each in found if each.cost <= found[0].cost + _COST_RANGE]

    def _frequency(self, alternatives: Sequence[Alternative]) -> int:
        found = self._lexicon.stem_frequency
        return max(min(found(token.stem) for token in each.tokens) for each in alternatives)

    def _meant(self, word: TypedWord, alternatives: Sequence[Alternative]) -> str | None:
        """Return the spelling of the best correction of a word that the index does not know."""
        if self._knows(word.token):
            return None
        other = next((each for each in alternatives if each.origin is not Origin.TYPED), None)
        if other is None or other.origin is not Origin.CORRECTED:
            return None
        return self._lexicon.spelling(other.tokens[0].plain)

    def _knows(self, token: Token) -> bool:
        """Whether the index has the word or another form of it."""
        return bool(
            self._lexicon.frequency(token.plain) or self._lexicon.stem_frequency(token.stem)
        )

    def _synonyms_of(self, tokens: tuple[Token, ...], weight: float = 1.0) -> Iterator[Alternative]:
        """Yield the synonyms of a term that the index knows."""
        for synonym in self._synonyms.of(tuple(token.stem for token in tokens)):
            if all(map(self._knows, synonym.tokens)):
                worth = weight * synonym.weight * self._evened(tokens, synonym.tokens)
                is_phrase = len(synonym.tokens) > 1
                yield Alternative(synonym.tokens, worth, Origin.SYNONYM, is_phrase, synonym.rule)

    def _evened(self, tokens: tuple[Token, ...], others: tuple[Token, ...]) -> float:
        """Return what makes a rarer synonym worth no more than the words that were typed.

        An engine gives rare words more; who says the usual word is not to get the unusual ones first.
        """
        typed, other = self._rarity(tokens), self._rarity(others)
        return min(1.0, typed / other) if all(map(self._knows, tokens)) else 1.0

    def _rarity(self, tokens: tuple[Token, ...]) -> float:
        """Return the inverse document frequency of the words together, as BM25 has it."""
        documents = 1.5 * self._lexicon.largest
        found = (self._lexicon.stem_frequency(token.stem) for token in tokens)
        return sum(log1p(max(documents - times, 0) / (times + 0.5)) for times in found) or 1.0

    def _compounds(self, word: str, *, is_known: bool) -> Iterator[Alternative]:
        """Yield the parts of a word, and the words that end with it where compounds are one word."""
        is_linking = bool(self.analyser.language.links)
        parts = self._lexicon.split(word)
        if parts:
            tokens = tuple(map(self.analyser.token, parts))
            yield Alternative(tokens, _SPLIT, Origin.COMPOUND, is_phrase=not is_linking)
        if is_linking and len(word) > 3:
            for longer in self._lexicon.ending_with(word, 6 if is_known else 2):
                yield Alternative((self.analyser.token(longer),), _ENDING, Origin.COMPOUND)

    def _units(self, word: str) -> Iterator[Alternative]:
        """Yield the same measure in other units, and a size that tells none in the likely ones."""
        for other in other_units(word):
            yield Alternative((self.analyser.token(other),), _UNIT, Origin.UNIT)
        for measures in measures_of_size(word):
            yield Alternative(tuple(map(self.analyser.token, measures)), _UNIT, Origin.UNIT)

    def _completions(self, prefix: str, limit: int = 8) -> Iterator[Alternative]:
        """Yield the words that begin like the one that is still being typed."""
        for word in self._lexicon.complete(prefix, limit):
            if word != prefix:
                yield Alternative((self.analyser.token(word),), _COMPLETED, Origin.PREFIX)

    def _correct(self, word: str, limit: int, edits: int | None = None) -> list[Correction]:
        """Return what a word may be an error for; never a word that says nothing."""
        found = self._lexicon.correct(word, 2 * limit, edits=edits)
        return [each for each in found if not self.analyser.is_stop_word(each.word)][:limit]

    def _corrected(self, corrections: list[Correction]) -> Iterator[Alternative]:
        """Yield what may have been meant, and other ways to say the likeliest of it."""
        if not corrections:
            return
        best, *others = [self.analyser.token(each.word) for each in corrections]
        yield Alternative((best,), _CORRECTED, Origin.CORRECTED)
        yield from self._synonyms_of((best,), _CORRECTED)
        for part in self._compounds(best.plain, is_known=True):
            yield replace(part, weight=_CORRECTED * part.weight)
        weight = _CORRECTED
        for other in others:
            weight *= _LESS_LIKELY
            worth = weight * self._evened((best,), (other,))
            yield Alternative((other,), worth, Origin.CORRECTED)

    def _suspicion(self, word: str) -> Iterator[Alternative]:
        """Yield the far more frequent neighbour that a rare word may be an error for."""
        limit = self._lexicon.frequency(word) * _SUSPICION
        if not 0 < limit <= self._lexicon.largest or len(word) <= _SHORTEST_SUSPECT:
            return
        for best in self._correct(word, 1, edits=1):
            if best.frequency >= limit:
                yield Alternative((self.analyser.token(best.word),), _SUSPECTED, Origin.CORRECTED)


def distinct(alternatives: Iterator[Alternative]) -> tuple[Alternative, ...]:
    """Return the heaviest alternative of each stem sequence, at most as many as one concept has."""
    found: dict[tuple[str, ...], Alternative] = {}
    for each in alternatives:
        found.setdefault(tuple(token.stem for token in each.tokens), each)
    ranked = sorted(found.values(), key=lambda each: -each.weight)
    return tuple(ranked[:MAX_ALTERNATIVES])
