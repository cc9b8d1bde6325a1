"""Text as tokens: the one analysis that documents and questions go through.

Words are what letters and digits stand together without anything between them. "t-shirt" is two
words, "tshirt" is one, and an index keeps them as they were written; that they are the same is found
when a question is planned, with the words of the index at hand. So positions stay true and phrases
can be matched. Stop words stay in for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from search.query.fields import Token

from .forms import Folding, WordStemmer, normalise
from .rules import Language, get_language
from .scripts import SIGNED, SIGNED_WORD, cut, has_runs, singles
from .units import join_measures

MAX_TOKEN: Final = 64
# So many different words are remembered per language; a catalogue has fewer.
_REMEMBERED: Final = 200_000

_WORD: Final = re.compile(r"\d+(?:\.\d+)+[^\W_]*|[^\W_]+(?:'[^\W_]+)*")


class Analyser:
    """Makes tokens of one language. Safe to share between threads."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._folding = Folding(language)
        self._stemmer = WordStemmer(language, self.fold)
        self._stop_words = self._folded(" ".join(language.lines("stop_words.txt")).split())
        self._prepositions = self._folded(language.prepositions)
        self._passed_over = self._folded(language.passed_over)
        self._negations = self._folded(language.negations)
        self._tokens: dict[str, Token] = {}

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text in their order, stop words among them.

        The time it takes is proportional to the text, whose length is the caller's to bound.
        """
        known = self._tokens
        return [known.get(word) or self._learn(word) for word in self._words(text)]

    def singles(self, text: str) -> list[Token]:
        """Return the characters of a text that may be words of their own where no spaces tell words."""
        return [] if text.isascii() else [self.token(each) for each in singles(normalise(text))]

    def plain(self, text: str) -> list[str]:
        """Return the folded, unstemmed forms of the tokens."""
        return [token.plain for token in self.tokens(text)]

    def spellings(self, text: str) -> list[str]:
        """Return the words behind `tokens`, one for one, as people spell them in lower case."""
        return [self._folding.bare(word)[:MAX_TOKEN] for word in self._words(text)]

    def token(self, word: str) -> Token:
        """Return the token of a single word, such as one of a lexicon."""
        return self._tokens.get(word) or self._learn(word)

    def fold(self, word: str) -> str:
        """Return the plain form of a single word in lower case."""
        return (self._folding.fold(word) or word)[:MAX_TOKEN]

    def is_stop_word(self, plain: str) -> bool:
        """Whether the folded word says nothing about a product in this language."""
        return plain in self._stop_words

    def is_preposition(self, plain: str) -> bool:
        """Whether what follows the folded word only says more of what stands before it."""
        return plain in self._prepositions

    def is_passed_over(self, plain: str) -> bool:
        """Whether the folded word stands where the name of a thing does, without being it: "set"."""
        return plain in self._passed_over

    def before_preposition(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the tokens that a phrase begins with, without numbers; all where it has no other."""
        said = [token for token in tokens if not token.plain[:1].isdigit()]
        first = takewhile(lambda token: not self.is_preposition(token.plain), said)
        return list(first) or said

    def is_negation(self, plain: str) -> bool:
        """Whether what follows the folded word is what the shopper does not want."""
        return plain in self._negations

    def _folded(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self.fold, words))

    def _words(self, text: str) -> list[str]:
        text = join_measures(normalise(text), self.language)
        if text.isascii():
            return _WORD.findall(text)
        words = (SIGNED_WORD if SIGNED.search(text) else _WORD).findall(text)
        return [*cut(words)] if has_runs(text) else words

    def _learn(self, word: str) -> Token:
        plain = self.fold(word)
        token = Token(self._stemmer.stem(plain), plain)
        if len(self._tokens) >= _REMEMBERED:
            self._tokens.clear()
        self._tokens[word] = token
        return token


@cache
def _analyser(language: Language) -> Analyser:
    return Analyser(language)


def get_analyser(locale: str) -> Analyser:
    """Return the analyser of a locale; "de-AT" is German. Languages without rules are only folded."""
    return _analyser(get_language(locale))
