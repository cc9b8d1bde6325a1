"""The catalogue's own names for categories, colours, materials, brands and other values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .analysis import Analyser

Kind = Literal["category", "colour", "material", "brand", "attribute"]
MAX_LABEL: Final = 6  # words

# When one label names several values, the first of these is meant; equals are not understood.
_RANKS: Final[dict[str, int]] = {"category": 0, "brand": 1, "colour": 1, "material": 1, "attribute": 2}


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A value of a facet field, its name in the shopper's language, and what kind of thing it is."""

    field: str
    value: str
    label: str
    kind: Kind


class Vocabulary:
    """Finds values by the words of their names. Two words match when their stems do."""

    def __init__(self, entries: Iterable[VocabularyEntry], analyser: Analyser) -> None:
        found: dict[tuple[str, ...], list[VocabularyEntry]] = defaultdict(list)
        for entry in entries:
            stems = tuple(token.stem for token in analyser.tokens(entry.label[:200]))
            if 0 < len(stems) <= MAX_LABEL:
                found[stems].append(entry)
        self._entries = {
            stems: entry for stems, all_of_them in found.items() if (entry := _clearest(all_of_them))
        }

    def longest(self, stems: Sequence[str]) -> tuple[int, VocabularyEntry] | None:
        """Return how many of the first stems name a value, and the value; the longest name counts."""
        for size in range(min(MAX_LABEL, len(stems)), 0, -1):
            entry = self._entries.get(tuple(stems[:size]))
            if entry is not None:
                return size, entry
        return None


def _clearest(entries: list[VocabularyEntry]) -> VocabularyEntry | None:
    """Return the entry that the name stands for, None when there are several of equal rank."""
    best = min(_RANKS[entry.kind] for entry in entries)
    first, *others = {(each.field, each.value): each for each in entries if _RANKS[each.kind] == best}.values()
    return None if others else first
