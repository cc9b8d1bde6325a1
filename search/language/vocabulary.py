"""The catalogue's own names for categories, colours, materials, brands and other values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .analysis import Analyser

MAX_LABEL: Final = 6  # words
_LONGEST_LABEL: Final = 200  # characters

# When one name stands for several values, the kind of lowest rank is meant.
_RANKS: Final[Mapping[str, int]] = MappingProxyType(
    {"category": 0, "brand": 1, "colour": 1, "material": 1, "attribute": 2}
)
_Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A value of a facet field, its name in the shopper's language, and what kind of thing it is.

    `kind` is "category", "colour", "material", "brand" or "attribute".
    """

    field: str
    value: str
    label: str
    kind: str


class Vocabulary:
    """Finds values by the words of their names. Two words match when their stems do.

    A name that several values of equal rank have finds none of them.
    """

    def __init__(self, entries: Iterable[VocabularyEntry]) -> None:
        self._entries = tuple(entries)
        self._tables: dict[str, dict[_Stems, VocabularyEntry]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def longest(
        self, stems: Sequence[str], analyser: Analyser
    ) -> tuple[int, VocabularyEntry] | None:
        """Return how many of the first stems are the name of a value, and the value.

        Of several names the longest counts; None when no name begins there.
        """
        table = self._tables.get(analyser.language)
        if table is None:
            table = self._tables[analyser.language] = self._table(analyser)
        for size in range(min(MAX_LABEL, len(stems)), 0, -1):
            entry = table.get(tuple(stems[:size]))
            if entry is not None:
                return size, entry
        return None

    def _table(self, analyser: Analyser) -> dict[_Stems, VocabularyEntry]:
        named: dict[_Stems, list[VocabularyEntry]] = defaultdict(list)
        for entry in self._entries:
            tokens = analyser.tokens(entry.label[:_LONGEST_LABEL])
            says_something = not all(analyser.is_stop_word(token.plain) for token in tokens)
            if says_something and len(tokens) <= MAX_LABEL:
                named[tuple(token.stem for token in tokens)].append(entry)
        return {stems: best for stems, same in named.items() if (best := _clearest(same))}


def _clearest(entries: Sequence[VocabularyEntry]) -> VocabularyEntry | None:
    """Return the one entry of the lowest rank, None when several share it."""
    lowest = min(_rank(entry) for entry in entries)
    values = {(each.field, each.value): each for each in entries if _rank(each) == lowest}
    return next(iter(values.values())) if len(values) == 1 else None


def _rank(entry: VocabularyEntry) -> int:
    return _RANKS.get(entry.kind, max(_RANKS.values()))
