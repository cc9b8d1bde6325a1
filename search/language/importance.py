"""Which of the things asked for can be done without first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .concepts import Understood

# Languages that say what a thing is last ("red wool rug") or first ("tapis rouge en laine").
_HEAD_FIRST: Final = frozenset({"fr", "ar"})


def by_importance(understood: Sequence[Understood]) -> list[Understood]:
    """Return the concepts from the least to the most important.

    Common words go before rare ones. The last goes last of all: it says what the thing is.
    """
    if not understood:
        return []
    *others, head = understood
    return [*sorted(others, key=lambda each: -each.frequency), head]
