"""The catalogue's own names for categories, colours, materials, brands and other values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Prefix

from search.query.fields import Token

from .analysis import Analyser

MAX_LABEL: Final = 6  # words
_LONGEST_LABEL: Final = 200  # characters

# When one name stands for several values, the kind of lowest rank is meant.
_RANKS: Final[Mapping[str, int]] = MappingProxyType(
    {"category": 0, "brand": 1, "colour": 1, "material": 1, "attribute": 2}
)
_ENDING: Final = 2  # letters of a plural or case
_Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A value of a facet field, its name in the shopper's language, and what kind of thing it is.

    `kind` is "category", "colour", "material", "brand" or "attribute". `products` is how many
    products have the value, None when nobody counted.
    """

    field: str
    value: str
    label: str
    kind: str
    products: int | None = None


class Vocabulary:
    """Finds values by the words of their names. Words match in the singular and the plural.

    A name that several values of equal rank have finds none of them.
    """

    def __init__(self, entries: Iterable[VocabularyEntry]) -> None:
        self._entries = tuple(entries)
        self._tables: dict[str, dict[_Stems, VocabularyEntry]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def longest(
        self, tokens: Sequence[Token], analyser: Analyser
    ) -> tuple[int, VocabularyEntry] | None:
        """Return how many of the first tokens are the name of a value, and the value.

        Of several names the longest counts; None when no name begins there.
        """
        table = self._tables.get(analyser.language.code)
        if table is None:
            table = self._tables[analyser.language.code] = self._table(analyser)
        stems = [token.stem for token in tokens[:MAX_LABEL]]
        for size in range(len(stems), 0, -1):
            entry = table.get(tuple(stems[:size]))
            if entry is not None and _is_form_of(tokens[:size], analyser.tokens(entry.label)):
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


def _is_form_of(tokens: Sequence[Token], named: Sequence[Token]) -> bool:
    """Whether words of equal stems differ in their endings alone: "berry" and "berries".

    A stem joins more than that: "groom" and "grooming", "decoration" and "decorative".
    """
    pairs = zip(tokens, named, strict=True)
    return all(
        typed.plain == name.plain or _differ_at_end(typed.plain, name.plain)
        for typed, name in pairs
    )


def _differ_at_end(first: str, second: str) -> bool:
    if not first.isascii():
        return True  # Arabic puts its article in front
    common = Prefix.similarity(first, second)
    shorter, longer = sorted((first[common:], second[common:]), key=len)
    if len(shorter) == len(longer) or longer == "ves":  # men, knives
        return len(shorter) <= _ENDING
    return len(shorter) < _ENDING and len(longer) <= _ENDING + len(shorter)


def _clearest(entries: Sequence[VocabularyEntry]) -> VocabularyEntry | None:
    """Return the one entry of the lowest rank, None when several share it."""
    lowest = min(_rank(entry) for entry in entries)
    values = {(each.field, each.value): each for each in entries if _rank(each) == lowest}
    return next(iter(values.values())) if len(values) == 1 else None


def _rank(entry: VocabularyEntry) -> int:
    return _RANKS.get(entry.kind, max(_RANKS.values()))
