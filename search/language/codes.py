"""Article numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from search.query.words import code_of

_SHORTEST: Final = 4
_LONGEST: Final = 64
_MOST: Final = 4
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d_]")
# Words of a code may be written apart, "WH 1000 XM4", but not a sentence with a number in it.
_MAX_PARTS: Final = 5


def find_codes(text: str) -> tuple[str, ...]:
    """Return what may be a SKU or EAN: the whole of a short text, and words with a digit.

    Letters alone are a code only when they are all the text has.
    """
    parts = text[: 4 * _LONGEST].split()
    whole = [code_of("".join(parts))] if 0 < len(parts) <= _MAX_PARTS else []
    words = [code_of(part) for part in parts if _DIGIT.search(part)]
    fitting = [code for code in (*whole, *words) if _SHORTEST <= len(code) <= _LONGEST]
    is_code = [code for code in fitting if _DIGIT.search(code) or len(parts) == 1]
    return tuple(dict.fromkeys(is_code))[:_MOST]


def find_beginnings(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that may be the beginning of a longer SKU: those of letters and digits.

    Digits alone would find every EAN of a country, letters alone are words.
    """
    return tuple(code for code in codes if _DIGIT.search(code) and _LETTER.search(code))
