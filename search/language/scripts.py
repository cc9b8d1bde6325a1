"""Scripts without spaces between words, and letters that are written in several characters.

Chinese, Japanese and Korean are cut into pairs of characters that overlap, Thai, Lao, Khmer and Burmese
into threes: no dictionary is needed, and every word of two characters or more is found inside a longer
text. A single character means a word only in Chinese and Korean ("灯", "컵"); documents keep those too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_PAIRED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TRIPLED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN: Final = re.compile(f"([{_PAIRED}]+|[{_TRIPLED}]+)")
_TRIPLE: Final = re.compile(f"[{_TRIPLED}]")
_SINGLE: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")

# Signs of vowels and the like, which stand inside a word but are no letters by themselves.
_SIGNS: Final = (
    "\u0900-\u0963\u0970-\u0dff\u0e31-\u0e3a"
    "\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
SIGNED: Final = re.compile(f"[{_SIGNS}]")
SIGNED_WORD: Final = re.compile(
    rf"\d+(?:\.\d+)+[^\W_]*|(?:(?!_)[\w{_SIGNS}])+(?:'(?:(?!_)[\w{_SIGNS}])+)*"
)


def has_runs(text: str) -> bool:
    """Whether some of the text is in a script without spaces."""
    return not text.isascii() and _RUN.search(text) is not None


def cut(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, those of scripts without spaces as overlapping pieces of two or three."""
    for word in words:
        for run in _RUN.split(word):
            yield from _pieces(run) if _RUN.match(run) else [run] * bool(run)


def singles(text: str) -> list[str]:
    """Return the single characters that may be words of their own."""
    return _SINGLE.findall(text)


def _pieces(run: str) -> list[str]:
    size = 3 if _TRIPLE.match(run) else 2
    return [run[place : place + size] for place in range(max(1, len(run) - size + 1))]
