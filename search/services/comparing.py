"""Proving that an index holds what the shop and the website show, and making it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from search.engines.choice import get_engine

from .indexing import LIVE, Writer, show_changes
from .lexicons import note_change

if TYPE_CHECKING:
    from search.indexing.sources import Source

NOTHING: Final = ""
REPAIRED_AT_ONCE: Final = 500


@dataclass
class Differences:
    """The ids of the documents that an index lacks, should not have, or has in another form.

    `same` counts all others.
    """

    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    different: list[int] = field(default_factory=list)
    same: int = 0

    @property
    def ids(self) -> list[int]:
        """Everything that is not as it should be, by id."""
        return sorted((*self.missing, *self.surplus, *self.different))

    @property
    def is_empty(self) -> bool:
        return not (self.missing or self.surplus or self.different)


def compare(*, source: Source, generation: str | None = LIVE) -> Differences:
    """Compare one generation with its source, checksum by checksum.

    Reads every document's checksum from both sides, side by side, and keeps only what differs.
    What is changed meanwhile may show up as a difference. Raises EngineUnavailableError and
    IndexMissingError.
    """
    stored = get_engine().list_checksums(source.index, generation=generation)
    differences = Differences()
    for pk, wanted, found in _side_by_side(source.list_checksums(), stored):
        if wanted == found:
            differences.same += 1
        elif found == NOTHING:
            differences.missing.append(pk)
        elif wanted == NOTHING:
            differences.surplus.append(pk)
        else:
            differences.different.append(pk)
    return differences


def repair(*, source: Source, differences: Differences, generation: str | None = LIVE) -> None:
    """Bring everything that differs up to date, in that generation.

    Raises EngineUnavailableError.
    """
    writer = Writer(source, get_engine(), [generation])
    ids = iter(differences.ids)
    while batch := list(islice(ids, REPAIRED_AT_ONCE)):
        writer.bring_up_to_date(batch)
    if generation is LIVE:
        note_change(source=source)
        show_changes(source=source)


def _side_by_side(
    wanted: Iterable[tuple[int, str]], found: Iterable[tuple[int, str]]
) -> Iterator[tuple[int, str, str]]:
    """Join two lists that are ordered by id; what one of them lacks has the checksum NOTHING."""
    marked = merge(((pk, 0, text) for pk, text in wanted), ((pk, 1, text) for pk, text in found))
    for pk, group in groupby(marked, itemgetter(0)):
        sides = {side: text for _pk, side, text in group}
        yield pk, sides.get(0, NOTHING), sides.get(1, NOTHING)
