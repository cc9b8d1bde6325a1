"""Which letters lie side by side, on the keyboards of the languages the shop speaks."""

from __future__ import annotations

import itertools
from typing import Final

from rapidfuzz.distance import OSA

_ROWS: Final = (
    ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ءورزدذ"),
)


def _neighbours(rows: tuple[str, ...]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for row in rows:
        pairs.update(itertools.pairwise(row))
    for upper, lower in itertools.pairwise(rows):
        pairs.update(zip(upper, lower, strict=False))
        pairs.update(zip(upper[1:], lower, strict=False))
    return pairs | {(second, first) for first, second in pairs}


_PAIRS: Final = frozenset().union(*map(_neighbours, _ROWS))

# What each kind of slip is worth beside the edit itself: the likelier it is, the less.
_SWAPPED: Final = -0.15
_DOUBLED: Final = -0.2
_NEIGHBOUR: Final = -0.15


def slip_cost(typed: str, meant: str) -> float:
    """Return what to add to the number of edits for how likely these ones are, 0 or less."""
    if len(typed) == len(meant):
        differing = [place for place in range(len(typed)) if typed[place] != meant[place]]
        if len(differing) == 1:
            place = differing[0]
            return _NEIGHBOUR if (typed[place], meant[place]) in _PAIRS else 0.0
        return _SWAPPED if OSA.distance(typed, meant) == 1 else 0.0
    return _DOUBLED if _undoubled(typed) == _undoubled(meant) else 0.0


def _undoubled(word: str) -> str:
    """Return the word with one letter in the place of each run of the same."""
    return "".join(
        letter for place, letter in enumerate(word) if not place or word[place - 1] != letter
    )
