"""Typed words as concepts: what each of them, alone or with its neighbours, asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from search.query.fields import Token
from search.query.words import Alternative, Concept, Origin

from .corrections import Corrections, Corrector
from .knowledge import Knowledge
from .packs import MAX_TERM
from .reading import TypedWord
from .units import measures_of_size, other_units

MAX_ALTERNATIVES: Final = 16
MAX_CONCEPTS: Final = 12
MAX_TOTAL: Final = 96

_UNIT: Final = 0.95
_SPLIT: Final = 0.9
_JOINED: Final = 0.95
_COMPLETED: Final = 0.8
_CORRECTED: Final = 0.9
_LESS_LIKELY: Final = 0.55  # each further correction is worth this much of the one before
_SUSPECTED: Final = 0.4
# A longer word that ends with the one that was typed is worth the less, the more the index has the
# word itself; so is what the typed compound ends with.
_LONGER: Final = 0.5
_ONLY_LONGER: Final = 0.9
_TAIL: Final = 0.3
_MOST_LONGER: Final = 12


@dataclass(frozen=True, slots=True)
class Understood:
    """A concept with what it was made of. `meant` is what was probably meant, None when as typed.

    `frequency` is how many documents have it, roughly; 0 when the index knows nothing of it. `offered`
    is what may have been meant instead, without being looked for.
    """

    concept: Concept
    words: tuple[TypedWord, ...]
    frequency: int
    meant: str | None = None
    offered: str | None = None


class Neighbours(NamedTuple):
    """The words before and behind a concept, as far as they say something."""

    before: Token | None = None
    behind: Token | None = None


NO_NEIGHBOURS: Final = Neighbours()


class ConceptFinder:
    """Makes concepts of typed words with what is known of an index and of the language."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.analyser = knowledge.analyser
        self.knowledge = knowledge
        self._lexicon = knowledge.lexicon
        self._corrector = Corrector(knowledge)

    def apart(self, words: Sequence[TypedWord], *, is_prefix: bool) -> list[TypedWord]:
        """Return the words with compounds that find nothing taken apart, as if typed with spaces."""
        apart: list[TypedWord] = []
        for place, word in enumerate(words):
            is_unfinished = is_prefix and place == len(words) - 1 and self._begins(word)
            is_whole = word.is_stop_word or is_unfinished or self.knowledge.finds(word.token)
            parts = () if is_whole else self.knowledge.parts(word.token)
            tokens = map(self.analyser.token, parts)
            apart += [TypedWord(each, each.plain, False, is_part=True) for each in tokens] or [word]
        return apart

    def find(
        self, words: Sequence[TypedWord], *, is_prefix: bool, edits: int | None = None
    ) -> list[Understood]:
        """Return the concepts in the order of the text, within the bounds on their number.

        With `edits`, that many typing errors are allowed in every word, even one of the index.
        """
        found: list[Understood] = []
        place, budget = 0, MAX_TOTAL
        while place < len(words) and len(found) < MAX_CONCEPTS and budget > 0:
            rest = words[place:]
            size = self._size(rest)
            if size > 1 or not rest[0].is_stop_word:
                is_last = is_prefix and size == len(rest)
                near = Neighbours(_word_at(words, place - 1), _word_at(words, place + size))
                each = self._concept(rest[:size], near, is_last=is_last, edits=edits, limit=budget)
                budget -= len(each.concept.alternatives)
                found.append(each)
            place += size
        return found

    def _begins(self, word: TypedWord) -> bool:
        return bool(self._lexicon.complete(word.token.plain, 1))

    def _size(self, words: Sequence[TypedWord]) -> int:
        """Return how many of the first words are one thing: a word written apart, or a known term.

        A term that no other is found for is what its words say: a rocking chair is a chair.
        """
        if words[0].is_stop_word:
            return 1
        for size in range(min(MAX_TERM, len(words)), 1, -1):
            tokens = tuple(word.token for word in words[:size])
            if not words[size - 1].is_stop_word and any(self.knowledge.synonyms(tokens)):
                return size
        is_pair = len(words) > 1 and not words[1].is_stop_word
        return 2 if is_pair and self._joined(words) else 1

    def _joined(self, words: Sequence[TypedWord]) -> str:
        return self._lexicon.join(words[0].token.plain, words[1].token.plain)

    def _concept(
        self,
        words: Sequence[TypedWord],
        near: Neighbours,
        *,
        is_last: bool,
        edits: int | None,
        limit: int,
    ) -> Understood:
        meant = offered = None
        if len(words) > 1:
            alternatives = distinct(self._term(words))
        else:
            token = words[0].token
            corrections = self._corrections(words[0], near, edits)
            found = [*self._word(token, corrections, is_last=is_last)]
            alternatives = distinct((*found, *self._beside(near, corrections)))
            meant = self._meant(token, alternatives)
            offered = corrections.offered and self._lexicon.spelling(corrections.offered)
        concept = Concept(" ".join(word.spelling for word in words), alternatives[:limit])
        return Understood(concept, tuple(words), self._frequency(alternatives), meant, offered)

    def _term(self, words: Sequence[TypedWord]) -> Iterator[Alternative]:
        tokens = tuple(word.token for word in words)
        yield Alternative(tokens)
        yield from self._synonyms_of(tokens)
        if len(words) == 2 and (joined := self._joined(words)):
            token = self.analyser.token(joined)
            yield Alternative((token,), _JOINED, Origin.COMPOUND)
            yield from self._synonyms_of((token,), _JOINED)
            return
        yield from self._kind(self.knowledge.head(tokens))

    def _word(
        self, token: Token, corrections: Corrections, *, is_last: bool
    ) -> Iterator[Alternative]:
        yield Alternative((token,))
        yield from self._units(token.plain)
        yield from self._synonyms_of((token,))
        if is_last:
            yield from self._completions(token.plain)
        yield from self._compounds(token)
        yield from self._corrected(corrections)
        if not corrections.applied and (suspect := self._corrector.suspect(token)) is not None:
            yield Alternative((self.analyser.token(suspect.word),), _SUSPECTED, Origin.CORRECTED)

    def _corrections(self, word: TypedWord, near: Neighbours, edits: int | None) -> Corrections:
        if word.is_part:
            return Corrections()
        if edits is not None:
            return self._corrector.guess(word.token, edits)
        return self._corrector.correct(word.token, is_alone=near == NO_NEIGHBOURS)

    def _beside(self, near: Neighbours, corrections: Corrections) -> Iterator[Alternative]:
        """Yield what may have been meant, side by side with a neighbour as the catalogue has them."""
        for each in corrections.possible:
            token = self.analyser.token(each.word)
            pairs = ((near.before, token), (token, near.behind))
            for first, second in pairs:
                if first is not None and second is not None:
                    yield Alternative((first, second), _CORRECTED, Origin.CORRECTED, is_phrase=True)

    def _frequency(self, alternatives: Sequence[Alternative]) -> int:
        found = self._lexicon.stem_frequency
        return max(min(found(token.stem) for token in each.tokens) for each in alternatives)

    def _meant(self, token: Token, alternatives: Sequence[Alternative]) -> str | None:
        """Return the spelling of the best correction of a word that the index does not know."""
        if self.knowledge.has_itself(token):
            return None
        other = next((each for each in alternatives if each.origin is not Origin.TYPED), None)
        if other is None or other.origin is not Origin.CORRECTED or other.is_phrase:
            return None
        return self._lexicon.spelling(other.tokens[0].plain)

    def _synonyms_of(self, tokens: tuple[Token, ...], weight: float = 1.0) -> Iterator[Alternative]:
        """Yield the synonyms of a term that the index knows, and the compounds that end with them."""
        for synonym in self.knowledge.synonyms(tokens):
            worth = weight * synonym.weight * self._evened(tokens, synonym.tokens)
            others, rule = synonym.tokens, synonym.rule
            yield Alternative(others, worth, Origin.SYNONYM, len(others) > 1, rule)
            if len(others) == 1:
                for longer in self.knowledge.longer(others[0], _MOST_LONGER):
                    even = worth * self._evened(others, (longer,))
                    yield Alternative((longer,), _ONLY_LONGER * even, Origin.SYNONYM, rule=rule)

    def _evened(self, tokens: tuple[Token, ...], others: tuple[Token, ...]) -> float:
        """Return what makes a rarer synonym worth no more than the words that were typed.

        An engine gives rare words more; who says the usual word is not to get the unusual ones first.
        """
        typed, other = self.knowledge.rarity(tokens), self.knowledge.rarity(others)
        return min(1.0, typed / other) if all(map(self.knowledge.has_itself, tokens)) else 1.0

    def _compounds(self, token: Token) -> Iterator[Alternative]:
        """Yield the parts of a word, and the words that end with it where compounds are one word."""
        is_linking = bool(self.analyser.language.links)
        if parts := self._lexicon.split(token.plain):
            tokens = tuple(map(self.analyser.token, parts))
            yield Alternative(tokens, _SPLIT, Origin.COMPOUND, is_phrase=not is_linking)
        worth = _LONGER if self.knowledge.has_itself(token) else _ONLY_LONGER
        for longer in self.knowledge.longer(token, _MOST_LONGER):
            even = worth * self._evened((token,), (longer,))
            yield Alternative((longer,), even, Origin.COMPOUND)
        if tail := self.knowledge.tail(token):
            yield from self._kind(self.analyser.token(tail))
        if is_linking and not self.knowledge.finds(token):
            for longer in self.knowledge.begun_with(token, _MOST_LONGER):
                yield Alternative((longer,), _TAIL, Origin.COMPOUND)

    def _kind(self, tail: Token) -> Iterator[Alternative]:
        """Yield what a compound or a term is a kind of: a desk lamp is a lamp."""
        yield Alternative((tail,), _TAIL, Origin.COMPOUND)
        for longer in self.knowledge.longer(tail, _MOST_LONGER):
            even = _TAIL * self._evened((tail,), (longer,))
            yield Alternative((longer,), even, Origin.COMPOUND)

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

    def _corrected(self, corrections: Corrections) -> Iterator[Alternative]:
        """Yield what may have been meant, and other ways to say the likeliest of it."""
        if not corrections.applied:
            return
        best, *others = [self.analyser.token(each.word) for each in corrections.applied]
        yield Alternative((best,), _CORRECTED, Origin.CORRECTED)
        yield from self._synonyms_of((best,), _CORRECTED)
        for part in self._compounds(best):
            yield replace(part, weight=_CORRECTED * part.weight)
        weight = _CORRECTED
        for other in others:
            weight *= _LESS_LIKELY
            worth = weight * self._evened((best,), (other,))
            yield Alternative((other,), worth, Origin.CORRECTED)


def _word_at(words: Sequence[TypedWord], place: int) -> Token | None:
    """Return the word there, unless there is none or it says nothing."""
    is_there = 0 <= place < len(words) and not words[place].is_stop_word
    return words[place].token if is_there else None


def distinct(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return the heaviest alternative of each stem sequence, at most as many as one concept has."""
    found: dict[tuple[str, ...], Alternative] = {}
    for each in alternatives:
        found.setdefault(tuple(token.stem for token in each.tokens), each)
    ranked = sorted(found.values(), key=lambda each: -each.weight)
    return tuple(ranked[:MAX_ALTERNATIVES])
