"""Stems of folded words, by Snowball and a table of what it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Lock
from typing import Final

import Stemmer

from .irregular import IRREGULAR

_SNOWBALL: Final = {"en": "english", "de": "german", "fr": "french", "ar": "arabic"}

# Snowball keeps the Arabic article where a suffix follows, and the plural in -at.
_ARABIC_ARTICLE: Final = re.compile("^(?:[وبكف]?ال|لل)(?=...)")
_ARABIC_PLURAL: Final = re.compile("(?<=...)ات$")

# Without their accents, French participles ("brodé", "brodée") end in ways Snowball does not know.
_FRENCH_PARTICIPLE: Final = re.compile("(?<=..)ee?s?$")


def _as_it_is(word: str) -> str:
    return word


def _bare_arabic(word: str) -> str:
    return _ARABIC_PLURAL.sub("ه", _ARABIC_ARTICLE.sub("", word))


def _bare_french(word: str) -> str:
    return _FRENCH_PARTICIPLE.sub("e", word) if word.endswith(("ee", "ees")) else word


_PREPARATIONS: Final[dict[str, Callable[[str], str]]] = {"ar": _bare_arabic, "fr": _bare_french}


class WordStemmer:
    """Gives stems in one language; in a language it does not know, words are their own stems."""

    def __init__(self, language: str) -> None:
        self._irregular = IRREGULAR.get(language, {})
        self._prepare = _PREPARATIONS.get(language, _as_it_is)
        algorithm = _SNOWBALL.get(language)
        # Callers remember stems themselves.
        self._snowball = Stemmer.Stemmer(algorithm, 0) if algorithm else None
        self._lock = Lock()  # the C object has one buffer

    def stem(self, word: str) -> str:
        """Return the stem of a folded word; numbers and codes have none but themselves."""
        if self._snowball is None or not word.isalpha():
            return word
        irregular = self._irregular.get(word)
        if irregular is not None:
            return irregular
        with self._lock:
            return self._snowball.stemWord(self._prepare(word)) or word
