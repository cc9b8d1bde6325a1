"""The facts of a generation in the order in which they were written, and how far they are valid.

The stamp is the last thing that a writer replaces: what lies behind the length that it names was
never finished, and is cut off by the next writer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from .facts import Facts, gone_line, line_of, read_lines
from .folders import replace_file

_STAMP: Final = "stamp.json"
# A journal is written anew when more than half of its lines, and more than this, were overtaken.
_OVERTAKEN_LINES: Final = 1_000
# Lines that are read at once: what is read takes much more room than what is kept of it.
_LINES_AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far a generation was written: `length` bytes of the file `journal`, after `sequence` writes."""

    sequence: int = 0
    journal: str = "facts-0.jsonl"
    length: int = 0
    lines: int = 0
    documents: int = 0

    @property
    def is_mostly_overtaken(self) -> bool:
        """Whether most of the journal speaks of what was replaced or deleted since."""
        return self.lines > 2 * self.documents + _OVERTAKEN_LINES


def read_stamp(path: Path) -> Stamp:
    """Return the stamp of the generation in that folder. Raises OSError or ValueError without one."""
    return Stamp(**orjson.loads((path / _STAMP).read_bytes()))


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Make everything up to there valid."""
    replace_file(path / _STAMP, orjson.dumps(asdict(stamp)))


def read_facts(path: Path, stamp: Stamp, *, since: int = 0) -> Iterator[dict[int, Facts | None]]:
    """Yield the last word of each part on each product, part by part from `since` to the stamp."""
    with (path / stamp.journal).open("rb") as journal:
        _check_length(journal, stamp)
        journal.seek(since)
        lines = iter(lambda: journal.readline() if journal.tell() < stamp.length else b"", b"")
        while part := read_lines(islice(lines, _LINES_AT_ONCE)):
            yield part


def read_latest(path: Path, stamp: Stamp) -> dict[int, Facts]:
    """Return what is known of each product up to the stamp."""
    latest: dict[int, Facts | None] = {}
    for part in read_facts(path, stamp):
        latest |= part
    return {product_id: facts for product_id, facts in latest.items() if facts is not None}


class JournalWriter:
    """Adds lines behind those that are valid. Nothing counts before `finish` and a new stamp."""

    def __init__(self, path: Path, stamp: Stamp) -> None:
        self._stamp = stamp
        self._file = (path / stamp.journal).open("ab")
        _check_length(self._file, stamp)
        self._file.truncate(stamp.length)
        self.lines = 0

    def add(self, facts: Facts) -> None:
        """Write about a product."""
        self._file.write(line_of(facts))
        self.lines += 1

    def remove(self, product_id: int) -> None:
        """Write that a product is gone."""
        self._file.write(gone_line(product_id))
        self.lines += 1

    def finish(self, documents: int) -> Stamp:
        """Bring the lines to the disk; return the stamp that makes them valid."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return replace(
            self._stamp,
            sequence=self._stamp.sequence + 1,
            length=self._file.tell(),
            lines=self._stamp.lines + self.lines,
            documents=documents,
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def begin_journal(path: Path) -> None:
    """Make an empty journal."""
    stamp = Stamp()
    (path / stamp.journal).touch()
    write_stamp(path, stamp)


def compact_journal(path: Path, stamp: Stamp) -> Stamp:
    """Write a journal without what was overtaken; return the stamp that makes it valid."""
    name = f"facts-{stamp.sequence}.jsonl"
    content = b"".join(map(line_of, read_latest(path, stamp).values()))
    (path / name).write_bytes(content)
    return replace(stamp, journal=name, length=len(content), lines=stamp.documents)


def _check_length(journal: BinaryIO, stamp: Stamp) -> None:
    """Raise OSError when less is there than the stamp says."""
    if os.fstat(journal.fileno()).st_size < stamp.length:
        raise OSError(f"{stamp.journal} is shorter than {stamp.length} bytes")
