"""Which letters lie side by side, on the keyboards of a language."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Final

from .rules import Language

Neighbours = frozenset[tuple[str, str]]


@cache
def neighbours(language: Language) -> Neighbours:
    """Return the pairs of letters that are side by side on a keyboard of the language."""
    pairs: set[tuple[str, str]] = set()
    for rows in language.keyboards:
        for row in rows:
            pairs.update(itertools.pairwise(row))
        for upper, lower in itertools.pairwise(rows):
            pairs.update(zip(upper, lower, strict=False))
            pairs.update(zip(upper[1:], lower, strict=False))
    return frozenset(pairs | {(second, first) for first, second in pairs})


# What each kind of slip is worth beside the edit itself: the likelier it is, the less. A letter left
# out or swapped with the next can only have been that one; any of many may have been hit by mistake.
_LEFT_OUT: Final = -0.5
_DOUBLED: Final = -0.6
_SWAPPED: Final = -0.5
_NEIGHBOUR: Final = -0.2


def slip_cost(typed: str, meant: str, side_by_side: Neighbours) -> float:
    """Return what to add to the number of edits for how likely these ones are, 0 or less."""
    if len(typed) != len(meant):
        if _undoubled(typed) == _undoubled(meant):
            return _DOUBLED
        return _LEFT_OUT if len(typed) + 1 == len(meant) else 0.0
    differing = [(had, has) for had, has in zip(typed, meant, strict=True) if had != has]
    if len(differing) == 1:
        return _NEIGHBOUR if differing[0] in side_by_side else 0.0
    return _SWAPPED if len(differing) == 2 and differing[0] == differing[1][::-1] else 0.0


def _undoubled(word: str) -> str:
    """Return the word with one letter in the place of each run of the same."""
    return "".join(
        letter for place, letter in enumerate(word) if not place or word[place - 1] != letter
    )
