"""Stems of folded words, by Snowball and a table of what it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Lock

import Stemmer

from .rules import Language


class WordStemmer:
    """Gives stems in one language; without a stemmer for it, words are their own stems.

    Its irregular words are two forms of one thing that Snowball would keep apart ("knives",
    "women"), or two things that it would take for one ("bedding" and "bed").
    """

    def __init__(self, language: Language, fold: Callable[[str], str]) -> None:
        table = language.table("irregular.txt")
        self._irregular = {fold(form): stem for form, stem in table.items()}
        self._preparations = [(re.compile(form), by) for form, by in language.before_stemming]
        # Callers remember stems themselves.
        self._snowball = Stemmer.Stemmer(language.stemmer, 0) if language.stemmer else None
        self._lock = Lock()  # the C object has one buffer

    def stem(self, word: str) -> str:
        """Return the stem of a folded word; numbers and codes have none but themselves."""
        if not word.isalpha():
            return word
        irregular = self._irregular.get(word)
        if irregular is not None or self._snowball is None:
            return irregular or word
        prepared = word
        for form, by in self._preparations:
            prepared = form.sub(by, prepared)
        with self._lock:
            return self._snowball.stemWord(prepared) or word
