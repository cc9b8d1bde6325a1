"""What a sentence is made of, as numbers: words, pairs of words and pieces of words, hashed.

Pieces of words make typing errors and endings matter little, in any language and without knowing
which one it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

SIZE: Final = 1 << 13
# Beyond so many words nobody says more of what is wanted; it bounds the work of any message.
_WORDS: Final = 40
_LETTERS: Final = 24
_WORD: Final = re.compile(r"[^\W_]+")
_ALIKE: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ß": "ss", "ـ": None}
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents; figures are all the same."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = _WORD.findall(bare.replace("'", " ").replace("’", " "))[:_WORDS]
    return ["0" if word.isdigit() else word[:_LETTERS] for word in found]


def features(text: str) -> npt.NDArray[np.int64]:
    """The places of a sentence's features among `SIZE`, in order, each once."""
    return np.unique(np.fromiter(_hashed(words(text)), np.int64))


def _hashed(found: list[str]) -> Iterator[int]:
    for piece in pieces(found):
        yield crc32(piece.encode()) & (SIZE - 1)


def pieces(found: list[str]) -> Iterator[str]:
    """Words, pairs of neighbours, and three to five letters of each word with its ends."""
    yield from found
    for left, right in pairwise(found):
        yield f"{left} {right}"
    for word in found:
        whole = f"<{word}>"
        for size in (3, 4, 5):
            yield from (whole[start : start + size] for start in range(len(whole) - size + 1))
