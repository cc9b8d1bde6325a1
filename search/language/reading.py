"""What was typed, word by word, and the article numbers in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from search.query.configuration import Configuration
from search.query.fields import Token
from search.query.words import code_of

from .analysis import Analyser

# Longer texts are cut: nobody looks for more, and nobody is to pay for it.
MAX_LENGTH: Final = 400
MAX_WORDS: Final = 24
_SHORTEST_CODE: Final = 4
_LONGEST_CODE: Final = 64
_MOST_CODES: Final = 4
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d_]")
# Words of a code may be written apart, "WH 1000 XM4", but not a sentence with a number in it.
_MAX_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word of the text: its token, how it was written, and whether it says something.

    `is_part` is of one that was written together with others.
    """

    token: Token
    spelling: str
    is_stop_word: bool
    is_part: bool = False


def read(text: str, analyser: Analyser, configuration: Configuration) -> list[TypedWord]:
    """Return the words of the beginning of a text. Stop words count when there is nothing else."""
    bounded = text[:MAX_LENGTH]
    pairs = list(zip(analyser.tokens(bounded), analyser.spellings(bounded), strict=True))[
        :MAX_WORDS
    ]
    stop = [_is_stop_word(token.plain, analyser, configuration) for token, _ in pairs]
    counts = not all(stop)
    return [TypedWord(*pair, is_stop and counts) for pair, is_stop in zip(pairs, stop, strict=True)]


def _is_stop_word(plain: str, analyser: Analyser, configuration: Configuration) -> bool:
    if _is_listed(plain, analyser, configuration.kept_words):
        return False
    return analyser.is_stop_word(plain) or _is_listed(plain, analyser, configuration.stop_words)


def _is_listed(plain: str, analyser: Analyser, words: frozenset[tuple[str, str]]) -> bool:
    return any(
        locale.partition("-")[0] == analyser.language.code
        and analyser.token(word.lower()).plain == plain
        for locale, word in words
    )


def find_codes(text: str) -> tuple[str, ...]:
    """Return what may be a SKU or EAN: the whole of a short text, and words with a digit.

    Letters alone are a code only when they are all the text has.
    """
    parts = text[: 4 * _LONGEST_CODE].split()
    whole = [code_of("".join(parts))] if 0 < len(parts) <= _MAX_PARTS else []
    words = [code_of(part) for part in parts if _DIGIT.search(part)]
    fitting = [code for code in (*whole, *words) if _SHORTEST_CODE <= len(code) <= _LONGEST_CODE]
    is_code = [code for code in fitting if _DIGIT.search(code) or len(parts) == 1]
    return tuple(dict.fromkeys(is_code))[:_MOST_CODES]


def find_beginnings(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that may be the beginning of a longer SKU: those of letters and digits.

    Digits alone would find every EAN of a country, letters alone are words.
    """
    return tuple(code for code in codes if _DIGIT.search(code) and _LETTER.search(code))
