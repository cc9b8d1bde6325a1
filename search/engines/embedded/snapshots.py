"""The state of an index that a search reads: columns and inverted index of one moment."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tantivy

from commerce.core.process_cache import ProcessCache
from search.errors import IndexMissingError, PointInTimeGoneError
from search.query.question import IndexName

from .columns import Table
from .columns.table import EMPTY
from .folders import IndexFolder, index_folder
from .journal import Stamp, read_facts, read_stamp
from .texts import open_texts

logger = logging.getLogger(__name__)

_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of one index. It stays readable after the files were replaced or removed."""

    index: IndexName
    generation: str
    stamp: Stamp
    table: Table
    searcher: tantivy.Searcher

    @property
    def point_in_time(self) -> str:
        """The name of this state, the same in every process."""
        return f"{self.generation}@{self.stamp.sequence}"


# Kept for those who page through them.
STATES: Final[ProcessCache[tuple[Path, IndexName, str], Snapshot]] = ProcessCache(
    "paged states of embedded indexes", stale="never: a state is of one moment", most=8
)


class Snapshots:
    """The states that this process reads. Safe for threads; not to be taken across a fork."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._latest: dict[IndexName, Snapshot] = {}
        self._loading = threading.Lock()
        self._damaged: set[tuple[IndexName, str]] = set()

    def latest(self, name: IndexName, *, waits: bool = False) -> Snapshot:
        """Return the present state of the live generation.

        While another thread loads it, the state before is returned, unless `waits`. Raises
        IndexMissingError when nothing was published, or what lies there cannot be read.
        """
        folder = index_folder(self._root, name)
        known = self._latest.get(name)
        if known is not None and self._is_present(folder, known):
            return known
        if not self._loading.acquire(blocking=waits or known is None):
            return known or self.latest(name, waits=True)
        try:
            return self._load(folder)
        finally:
            self._loading.release()

    def keep(self, snapshot: Snapshot) -> str:
        """Keep the state for those who come back to it; return its name."""
        key = self._root, snapshot.index, snapshot.point_in_time
        STATES.keep(key, snapshot)
        return snapshot.point_in_time

    def kept(self, name: IndexName, point_in_time: str) -> Snapshot:
        """Return a state that was kept, or is the present one. Raises PointInTimeGoneError."""
        if (snapshot := STATES.find((self._root, name, point_in_time))) is not None:
            return snapshot
        present = self.latest(name)
        if present.point_in_time != point_in_time:
            raise PointInTimeGoneError
        return present

    def _is_present(self, folder: IndexFolder, known: Snapshot) -> bool:
        if folder.live_generation() != known.generation:
            return False
        try:
            return read_stamp(folder.generation_path(known.generation)) == known.stamp
        except (OSError, ValueError, TypeError):
            return False

    def _load(self, folder: IndexFolder) -> Snapshot:
        """Read the live generation. A writer may remove under us what we are about to read."""
        for attempt in range(1, _ATTEMPTS + 1):
            generation = folder.live_generation()
            if generation is None:
                self._latest.pop(folder.name, None)
                raise IndexMissingError
            try:
                snapshot = self._read(folder, generation)
            except FileNotFoundError as error:
                if attempt == _ATTEMPTS:
                    self._tell_of_damage(folder, generation, error)
            except (OSError, ValueError, TypeError, KeyError) as error:
                self._tell_of_damage(folder, generation, error)
                break
            else:
                self._latest[folder.name] = snapshot
                return snapshot
        raise IndexMissingError

    def _read(self, folder: IndexFolder, generation: str) -> Snapshot:
        path = folder.generation_path(generation)
        stamp = read_stamp(path)
        known = self._latest.get(folder.name)
        if known is not None and known.generation != generation:
            known = None
        if known is not None and known.stamp == stamp:
            return known
        searcher = open_texts(path).searcher()
        return Snapshot(folder.name, generation, stamp, _table(path, stamp, known), searcher)

    def _tell_of_damage(self, folder: IndexFolder, generation: str, error: Exception) -> None:
        """Log it once; whoever writes the index anew makes another generation."""
        key = (folder.name, generation)
        if key not in self._damaged:
            self._damaged.add(key)
            logger.error("The search index in %s cannot be read: %s", folder.path, error)


def _table(path: Path, stamp: Stamp, known: Snapshot | None) -> Table:
    """Return the columns up to the stamp; of a journal that was read before, read the rest only."""
    table, since = EMPTY, 0
    if known is not None and known.stamp.journal == stamp.journal:
        table, since = known.table, known.stamp.length
    for part in read_facts(path, stamp, since=since):
        table = table.changed(part)
    return table
