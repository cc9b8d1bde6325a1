"""The words that a language has, whether or not a shop uses them: none of them is a typing error."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from .forms import Folding
from .rules import Language

_KEY: Final = re.compile(rb'"([^"\\]+)":')
_KIND: Final = np.uint32
_AT_ONCE: Final = 1 << 16  # characters


class KnownWords:
    """Tells whether a language has a folded word, from four bytes each.

    One word in ten thousand that no language has is taken for one: then an error is only not corrected.
    """

    def __init__(self, numbers: npt.NDArray[np.uint32]) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, word: str) -> bool:
        number = _KIND(zlib.crc32(word.encode()))
        place = int(np.searchsorted(self._numbers, number))
        return place < len(self._numbers) and self._numbers[place] == number


@cache
def get_known_words(language: Language) -> KnownWords:
    """Return the words of a language, none where no list has them. Read when first needed."""
    numbers = np.fromiter(map(zlib.crc32, _words(language)), dtype=_KIND)
    return KnownWords(np.unique(numbers))


def _words(language: Language) -> Iterator[bytes]:
    """Yield the words of the list that pyspellchecker brings, folded many at a time."""
    path = files("spellchecker").joinpath("resources", f"{language.code}.json.gz")
    if not path.is_file():
        return
    fold = Folding(language).fold
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as file:
        while lines := file.readlines(_AT_ONCE):
            yield from (found[1] for found in _KEY.finditer(fold("".join(lines)).encode()))
