"""Typed words as concepts: what each of them, alone or with its neighbours, asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.query.words import Alternative, Concept, Origin

from .alternatives import Thesaurus, distinct
from .analysis import Analyser
from .lexicon import Correction
from .reading import TypedWord

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
    """Makes concepts of typed words with the thesaurus of an index."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus

    @property
    def analyser(self) -> Analyser:
        """The analyser of the language that concepts are found in."""
        return self._thesaurus.analyser

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
        longest = self._thesaurus.synonyms.longest(stems)
        if longest > 1 and not words[longest - 1].is_stop_word:
            return longest
        is_pair = len(words) > 1 and not words[1].is_stop_word
        return 2 if is_pair and self._joined(words) else 1

    def _joined(self, words: Sequence[TypedWord]) -> str:
        return self._thesaurus.joined(words[0].token, words[1].token)

    def _concept(
        self, words: Sequence[TypedWord], *, is_last: bool, edits: int | None, limit: int
    ) -> Understood:
        text = " ".join(word.spelling for word in words)
        if len(words) > 1:
            alternatives = distinct(self._term(words))
            return Understood(
                Concept(text, alternatives[:limit]), tuple(words), self._frequency(alternatives)
            )
        corrections = self._corrections(words[0], edits)
        alternatives = distinct(self._word(words[0], corrections, is_last=is_last))
        return Understood(
            Concept(text, alternatives[:limit]),
            tuple(words),
            self._frequency(alternatives),
            self._meant(words[0], alternatives),
        )

    def _term(self, words: Sequence[TypedWord]) -> Iterator[Alternative]:
        tokens = tuple(word.token for word in words)
        yield Alternative(tokens)
        yield from self._thesaurus.synonyms_of(tokens)
        joined = self._joined(words) if len(words) == 2 else ""
        if joined:
            token = self._thesaurus.analyser.token(joined)
            yield Alternative((token,), _JOINED, Origin.COMPOUND)
            yield from self._thesaurus.synonyms_of((token,), _JOINED)

    def _word(
        self, word: TypedWord, corrections: list[Correction], *, is_last: bool
    ) -> Iterator[Alternative]:
        token, thesaurus = word.token, self._thesaurus
        is_known = thesaurus.knows(token)
        yield Alternative((token,))
        yield from thesaurus.units(token.plain)
        yield from thesaurus.synonyms_of((token,))
        if is_last:
            yield from thesaurus.completions(token.plain)
        yield from thesaurus.compounds(token.plain, is_known=is_known)
        yield from thesaurus.corrections(corrections)
        if is_known and not corrections:
            yield from thesaurus.suspicion(token.plain)

    def _corrections(self, word: TypedWord, edits: int | None) -> list[Correction]:
        """Return what the word may be an error for; nothing when it is right."""
        token, thesaurus = word.token, self._thesaurus
        if edits is None and (thesaurus.knows(token) or any(thesaurus.synonyms_of((token,)))):
            return []
        found = thesaurus.correct(token.plain, _MAX_CORRECTIONS, edits)
        return [each for each in found if each.cost <= found[0].cost + _COST_RANGE]

    def _frequency(self, alternatives: Sequence[Alternative]) -> int:
        lexicon = self._thesaurus.lexicon
        return max(
            (
                min(lexicon.stem_frequency(token.stem) for token in each.tokens)
                for each in alternatives
            ),
            default=0,
        )

    def _meant(self, word: TypedWord, alternatives: Sequence[Alternative]) -> str | None:
        """Return the spelling of the best correction of a word that the index does not know."""
        if self._thesaurus.knows(word.token):
            return None
        others = [each for each in alternatives if each.origin is not Origin.TYPED]
        if not others or others[0].origin is not Origin.CORRECTED:
            return None
        return self._thesaurus.lexicon.spelling(others[0].tokens[0].plain)
