"""What is known of words: which of them a shop has, which are words at all, which are made of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from math import log1p
from typing import Final

from search.query.fields import Token

from .analysis import Analyser
from .known_words import KnownWords, get_known_words
from .lexicon import Lexicon
from .synonyms import Synonym, SynonymGraph

_SHORTEST_PART: Final = 3  # letters of a compound's part that the shop has
_SHORTEST_KNOWN: Final = 4  # of one that only the language has


class Knowledge:
    """The words of an index, of the packs, and of the language, together."""

    def __init__(self, analyser: Analyser, lexicon: Lexicon, synonyms: SynonymGraph) -> None:
        self.analyser = analyser
        self.lexicon = lexicon
        self._synonyms = synonyms
        self._is_linking = bool(analyser.language.links)

    def has(self, token: Token) -> bool:
        """Whether the index has the word, another form of it, or a compound that ends with it."""
        return self.has_itself(token) or next(self._longer(token), "") != ""

    def has_itself(self, token: Token) -> bool:
        """Whether the index has the word or another form of it."""
        found = self.lexicon
        return bool(found.frequency(token.plain) or found.stem_frequency(token.stem))

    def finds(self, token: Token) -> bool:
        """Whether the word finds something, by itself or by a synonym."""
        return self.has(token) or any(self.synonyms((token,)))

    def is_of_language(self, token: Token) -> bool:
        """Whether a trade or the language has the word."""
        return self._synonyms.knows(token.stem) or token.plain in self._known

    def synonyms(self, tokens: tuple[Token, ...]) -> Iterator[Synonym]:
        """Yield the synonyms of a term that find something."""
        for synonym in self._synonyms.of(tuple(token.stem for token in tokens)):
            if all(map(self.has, synonym.tokens)):
                yield synonym

    def related(self, tokens: tuple[Token, ...], *, is_first: bool) -> Iterator[tuple[Token, ...]]:
        """Yield the kinds that a term belongs to; of the first one, what else it may be called, too."""
        stems = tuple(token.stem for token in tokens)
        if is_first:
            yield from (each.tokens for each in self._synonyms.of(stems))
        yield from self._synonyms.wider(stems)

    def longer(self, token: Token, limit: int) -> list[Token]:
        """Return the most frequent words of the index that are compounds of the word: they end with it."""
        found = sorted(self._longer(token), key=lambda stem: -self.lexicon.stem_frequency(stem))
        words = map(self.lexicon.word_of, found[:limit])
        return [self.analyser.token(word) for word in words]

    def begun_with(self, token: Token, limit: int) -> list[Token]:
        """Return words of the index that are compounds with a word of the language in front."""
        if len(token.plain) < _SHORTEST_KNOWN or not self.is_of_language(token):
            return []
        found = self.lexicon.complete(token.plain, limit)
        long = (word for word in found if len(word) >= len(token.plain) + _SHORTEST_KNOWN)
        return [self.analyser.token(word) for word in long]

    def parts(self, token: Token) -> tuple[str, ...]:
        """Return the words that a compound is made of, () for none; the last says what the thing is.

        Of several ways, the one with the longest last word that finds something. What is one slip away
        from a word of the index is rather that, unless its last word finds something.
        """
        word = token.plain
        if not word.isalpha():
            return ()
        if self._is_linking and (parts := self._taken_apart(word, self._is_sold)):
            return parts
        if self.lexicon.correct(word, 1, edits=1):
            return ()
        if self._is_linking:
            return self._taken_apart(word, self._is_common)
        return () if word in self._known else self._halves(word)

    def tail(self, token: Token) -> str:
        """Return what a compound ends with, "" where the word is none that can be taken apart."""
        parts = self.parts(token) if self._is_linking else ()
        return parts[-1] if parts else ""

    def head(self, tokens: tuple[Token, ...]) -> Token:
        """Return the token of a term that says what it is: a chest of drawers is a chest."""
        if self.analyser.language.head_first:
            return tokens[0]
        return (self.analyser.before_preposition(tokens) or tokens)[-1]

    def rarity(self, tokens: tuple[Token, ...]) -> float:
        """Return the inverse document frequency of the words together, as BM25 has it."""
        documents = 1.5 * self.lexicon.largest
        found = (self.lexicon.stem_frequency(token.stem) for token in tokens)
        return sum(log1p(max(documents - times, 0) / (times + 0.5)) for times in found) or 1.0

    @cached_property
    def _known(self) -> KnownWords:
        return get_known_words(self.analyser.language)

    def _halves(self, word: str) -> tuple[str, ...]:
        parts = self.lexicon.split(word)
        return parts if all(len(part) >= _SHORTEST_PART for part in parts) else ()

    def _taken_apart(self, word: str, is_last: Callable[[str], bool]) -> tuple[str, ...]:
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            last = word[cut:]
            if is_last(last) and (first := self._front(word[:cut])):
                return (*first, last)
        return ()

    def _front(self, written: str) -> tuple[str, ...]:
        """Return the word, or the two, that stand at the front of a compound in this form."""
        if single := self._single(written):
            return (single,)
        for cut in range(_SHORTEST_KNOWN, len(written) - _SHORTEST_KNOWN + 1):
            first, second = self._single(written[:cut]), self._single(written[cut:])
            if first and second:
                return first, second
        return ()

    def _single(self, written: str) -> str:
        language = self.analyser.language
        bare = (written.removesuffix(link) for link in language.links if written.endswith(link))
        whole = (written + loss for loss in language.losses)
        candidates = [each for each in (written, *bare, *whole) if len(each) >= _SHORTEST_PART]
        sold = max(candidates, key=self.lexicon.frequency, default="")
        if self.lexicon.frequency(sold):
            return sold
        return next(filter(self._is_common, candidates), "")

    def _is_sold(self, word: str) -> bool:
        token = self.analyser.token(word)
        return self.has_itself(token) or (len(word) > _SHORTEST_PART and self.finds(token))

    def _is_common(self, word: str) -> bool:
        return len(word) >= _SHORTEST_KNOWN and self.is_of_language(self.analyser.token(word))

    def _longer(self, token: Token) -> Iterator[str]:
        """Yield the stems of the index that end with that of the word, as compounds do."""
        if not self._is_linking or len(token.stem) < _SHORTEST_PART:
            return
        for stem in self.lexicon.stems_ending_with(token.stem):
            front = stem[: -len(token.stem)]
            is_long = min(len(front), len(token.stem)) >= _SHORTEST_KNOWN
            if is_long or (len(front) >= _SHORTEST_PART and self._single(front)):
                yield stem
