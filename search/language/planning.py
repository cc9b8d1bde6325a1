"""From the text of a search to what an engine is to match."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil, prod
from typing import Final

from search.query.configuration import Configuration
from search.query.fields import Token
from search.query.words import Concept, Origin, Words

from .analysis import Analyser
from .concepts import ConceptFinder, Understood
from .heads import head_concept, looked_for
from .knowledge import Knowledge
from .lexicon import Lexicon
from .reading import MAX_LENGTH, MAX_WORDS, TypedWord, find_beginnings, find_codes, read
from .synonyms import get_synonyms

_MAX_PHRASES: Final = 8


class Relaxation(StrEnum):
    """What was given up to find anything; `popular` is for who finds nothing to give up."""

    NONE = "none"
    FEWER_WORDS = "fewer_words"
    DID_YOU_MEAN = "did_you_mean"
    POPULAR = "popular"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for. `words` is None when the text has none.

    `corrected` is the whole text as it was probably meant, None when nothing was corrected; `offered`
    is a text that may have been meant, but that nobody is sure of and nothing was looked for.
    """

    words: Words | None
    corrected: str | None = None
    offered: str | None = None
    is_only_stop_words: bool = False
    _understood: tuple[Understood, ...] = field(default=(), repr=False)
    _typed: tuple[TypedWord, ...] = field(default=(), repr=False)
    _finder: ConceptFinder | None = field(default=None, repr=False)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        return () if self.words is None else self.words.concepts

    def likely_total(self, documents: int) -> float:
        """Return how many of so many documents have every word, were words spread by chance."""
        shares = (min(each.frequency / documents, 1.0) for each in self._understood)
        return documents * prod(shares)

    def relaxed(self) -> Iterator[tuple[Relaxation, Words]]:
        """Yield what else to try while nothing is found, the nearest to the text first."""
        yield from ((Relaxation.FEWER_WORDS, words) for words in self._fewer_words())
        guessed = self._guessed()
        if guessed is not None and guessed != self.words:
            yield Relaxation.DID_YOU_MEAN, guessed

    def _fewer_words(self) -> Iterator[Words]:
        """Yield the words without those that are unknown, then without the least important, …"""
        if self._finder is None or not self._understood:
            return
        kept = [each for each in self._understood if each.frequency] or list(self._understood)
        if len(kept) < len(self._understood):
            yield as_words(kept, self._typed, self._finder.knowledge)
        for unimportant in by_importance(kept, self._typed, self._finder.analyser)[:-1]:
            kept = [each for each in kept if each is not unimportant]
            words = as_words(kept, self._typed, self._finder.knowledge)
            yield replace(words, required=len(kept))

    def _guessed(self) -> Words | None:
        if self._finder is None:
            return None
        found = self._finder.find(self._typed, is_prefix=False, edits=2)
        return as_words(found, self._typed, self._finder.knowledge) if found else None


class Planner:
    """Plans searches of one index. Cheap to make: what is dear is kept by language and lexicon."""

    def __init__(self, analyser: Analyser, lexicon: Lexicon, configuration: Configuration) -> None:
        self._analyser = analyser
        self._configuration = configuration
        synonyms = get_synonyms(analyser.language.code, configuration)
        self._finder = ConceptFinder(Knowledge(analyser, lexicon, synonyms))

    @property
    def knowledge(self) -> Knowledge:
        """What is known of words in this index."""
        return self._finder.knowledge

    def plan(self, text: str, *, is_prefix: bool = False) -> Plan:
        """Return what to look for. `is_prefix` says that the last word may not be typed to its end."""
        open_ended = is_prefix and not text[:MAX_LENGTH].endswith((" ", ",", "."))
        read_words = read(text, self._analyser, self._configuration)
        typed = tuple(self._finder.apart(read_words, is_prefix=open_ended)[:MAX_WORDS])
        understood = tuple(self._finder.find(typed, is_prefix=open_ended))
        if not understood:
            return Plan(None)
        codes = find_codes(text)
        words = as_words(understood, typed, self._finder.knowledge)
        return Plan(
            words=replace(words, codes=codes, beginnings=find_beginnings(codes)),
            corrected=_corrected(understood, typed),
            offered=_offered(understood, typed, self._analyser),
            is_only_stop_words=all(self._analyser.is_stop_word(word.token.plain) for word in typed),
            _understood=understood,
            _typed=typed,
            _finder=self._finder,
        )


def as_words(
    understood: Sequence[Understood], typed: Sequence[TypedWord], knowledge: Knowledge
) -> Words:
    """Return concepts with how many of them are needed, the phrases in them, and what the thing is."""
    concepts = tuple(each.concept for each in understood)
    found = looked_for(head_concept(understood, typed, knowledge.analyser), knowledge)
    return Words(
        concepts,
        required(len(concepts)),
        phrases=tuple(_phrases(understood, typed)),
        heads=found.heads,
        named=found.named,
    )


def required(count: int) -> int:
    """Return how many of so many concepts a product has to have: half of them.

    Products with all of them come first anyway. Asking for more left first pages with one product
    on them: over the judged queries on the retail demo catalogue, nDCG@10 is 0.80 with half, 0.77
    with all of two and all but one of more, and 0.72 with all of three and three quarters of more.
    """
    return ceil(count / 2)


def _phrases(
    understood: Sequence[Understood], typed: Sequence[TypedWord]
) -> Iterator[tuple[Token, ...]]:
    """Yield the neighbours of the text, as they were probably meant."""
    meant = {id(word): token for each in understood for word, token in _meant_tokens(each)}
    pairs = ((meant.get(id(a)), meant.get(id(b))) for a, b in itertools.pairwise(typed))
    known = [(first, second) for first, second in pairs if first and second]
    yield from known[:_MAX_PHRASES]


def _meant_tokens(understood: Understood) -> Iterator[tuple[TypedWord, Token]]:
    corrections = [
        each.tokens[0]
        for each in understood.concept.alternatives
        if each.origin is Origin.CORRECTED
    ]
    for word in understood.words:
        yield word, corrections[0] if understood.meant is not None else word.token


def _corrected(understood: Sequence[Understood], typed: Sequence[TypedWord]) -> str | None:
    meant = {id(each.words[0]): each.meant for each in understood if each.meant is not None}
    if not meant:
        return None
    return " ".join(meant.get(id(word)) or word.spelling for word in typed)


def _offered(
    understood: Sequence[Understood], typed: Sequence[TypedWord], analyser: Analyser
) -> str | None:
    """Return the text with all that may have been meant, where the thing itself may be another."""
    if not head_concept(understood, typed, analyser).offered:
        return None
    other = {id(each.words[0]): each.offered or each.meant for each in understood}
    return " ".join(other.get(id(word)) or word.spelling for word in typed)


def by_importance(
    understood: Sequence[Understood], typed: Sequence[TypedWord], analyser: Analyser
) -> list[Understood]:
    """Return the concepts, at least one, from the least to the most important.

    Common words go before rare ones, and what the thing is goes last of all.
    """
    head = head_concept(understood, typed, analyser)
    others = [each for each in understood if each is not head]
    return [*sorted(others, key=lambda each: -each.frequency), head]
