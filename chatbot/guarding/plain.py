"""Text in the one form that guards read: no accents, no hidden letters, figures of one script."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("’‘`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("*~_", ""),
        "⁄": "/",
        "ى": "ي",
        "ة": "ه",
        "ـ": "",
        "٪": "%",
        "٫": ".",
        "٬": ",",
        "،": ",",
    }
)
_SPACES: Final = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with its entities resolved and without letters that nobody sees."""
    whole = html.unescape(text)
    if whole.isascii():
        return whole  # has but one form, and no letter that nobody sees
    whole = unicodedata.normalize("NFKC", whole)
    return "".join(letter for letter in whole if unicodedata.category(letter) != "Cf")


def plain(text: str) -> str:
    """The text in lower case, without accents and emphasis, with figures from 0 to 9.

    Of an Arabic letter with a hamza the bare letter remains.
    """
    seen = visible(text)
    if seen.isascii():
        return _SPACES.sub(" ", seen.translate(_ALIKE).casefold()).strip()
    parts = unicodedata.normalize("NFKD", seen.translate(_ALIKE).casefold())
    bare = "".join(_figure(letter) for letter in parts if not unicodedata.combining(letter))
    return _SPACES.sub(" ", bare.translate(_ALIKE)).strip()


def _figure(letter: str) -> str:
    value = unicodedata.digit(letter, -1)
    return letter if value < 0 else str(value)
