"""One form for what is written in several ways: case, accents, apostrophes, digits, endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from threading import Lock
from types import MappingProxyType
from typing import Final

import Stemmer

from .rules import Language

# Accents, vowel signs of Arabic, its stretched line, invisible marks and soft hyphens.
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]+"
)

# Before compatibility forms are resolved, which would glue "3½" together to 31 halves.
_FRACTION: Final = re.compile("[¼½¾⅓⅔⅛⅜⅝⅞]")
_FRACTIONS: Final = MappingProxyType(
    {"¼": " 1/4", "½": " 1/2", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}
    | {"⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8"}
)

# Spaces that typography puts between thousands, as in "1 000"; an ordinary one may stand in a list.
_THOUSANDS: Final = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")

_TYPOGRAPHY: Final = re.compile("[‘’ʼ′´`“”″„«»‐‑‒–—−×✕⁄٠-٩۰-۹٫٬]")
_PLAIN_MARKS: Final = MappingProxyType(
    dict.fromkeys("‘’ʼ′´`", "'")
    | dict.fromkeys("“”″„«»", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"×": "x", "✕": "x", "⁄": "/", "٫": ".", "٬": ""}
    | {digit: str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
    | {digit: str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}
)

# Letters that Unicode does not take apart; the Arabic ones are written for each other every day.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "æ": "ae", "ı": "i"}
    | {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "'": ""}
)


def normalise(text: str) -> str:
    """Return the text in lower case with one kind of quote, dash and digit, without invisible marks.

    Accents on letters stay: people are shown words as they are spelt.
    """
    if text.isascii():
        return text.lower()
    text = _FRACTION.sub(lambda found: _FRACTIONS[found[0]], _THOUSANDS.sub("", text))
    # Once more afterwards: lower case of some capitals comes with a separate accent.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return _MARKS.sub("", _TYPOGRAPHY.sub(lambda found: _PLAIN_MARKS[found[0]], text))


class Folding:
    """Finds the one form in which all spellings of a word of a language meet."""

    def __init__(self, language: Language) -> None:
        articles = "|".join(language.elisions)
        self._elision = re.compile(rf"^(?:{articles})'(?=\w)") if articles else None
        self._respellings = [(re.compile(form), by) for form, by in language.respellings]

    def bare(self, word: str) -> str:
        """Return a word without the article or pronoun that is glued to its front."""
        return self._elision.sub("", word) if self._elision else word

    def fold(self, word: str) -> str:
        """Return the one form of a normalised word.

        Accents go, ß becomes ss, and in German both "möbel" and "moebel" become "mobel". "men's"
        becomes "mens". Arabic alef, ya and ta marbuta have one form each.
        """
        word = self.bare(word)
        if not word.isascii():
            word = _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold()))
        word = word.translate(_LETTERS)
        for form, by in self._respellings:
            word = form.sub(by, word)
        return word


class WordStemmer:
    """Gives stems in one language; without a stemmer for it, what its own replacements leave of words.

    Its irregular words are two forms of one thing that Snowball would keep apart ("knives",
    "women"), or two things that it would take for one ("bedding" and "bed").
    """

    def __init__(self, language: Language, fold: Callable[[str], str]) -> None:
        table = language.table("irregular.txt")
        self._irregular = {fold(form): stem for form, stem in table.items()}
        self._clitics = language.clitics
        self._preparations = [(re.compile(form), by) for form, by in language.before_stemming]
        # Callers remember stems themselves.
        self._snowball = Stemmer.Stemmer(language.stemmer, 0) if language.stemmer else None
        self._lock = Lock()  # the C object has one buffer

    def stem(self, word: str) -> str:
        """Return the stem of a folded word; numbers and codes have none but themselves."""
        if not word.isalpha():
            return word
        irregular = self._irregular.get(word) or self._without_clitic(word)
        if irregular is not None:
            return irregular
        prepared = word
        for form, by in self._preparations:
            prepared = form.sub(by, prepared)
        if self._snowball is None:
            return prepared
        with self._lock:
            return self._snowball.stemWord(prepared) or word

    def _without_clitic(self, word: str) -> str | None:
        """Return the stem of a listed word that others are glued to: "and a chair", "with the chair"."""
        rests = (word.removeprefix(each) for each in self._clitics if word.startswith(each))
        return next((self._irregular[rest] for rest in rests if rest in self._irregular), None)
