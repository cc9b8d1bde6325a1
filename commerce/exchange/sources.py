"""Files that catalogues are read from: opened as text, line by line, packed or not."""

from __future__ import annotations

import csv
import gzip
import hashlib
import lzma
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.translation import gettext

from .errors import ImportSourceError
from .rows import Row, RowError

_OPENERS: dict[str, Callable[..., IO[str]]] = {".xz": lzma.open, ".gz": gzip.open}
_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a profile reads from. `currency` is that of prices whose file names none."""

    file: Path
    currency: str
    locale: str = "en"
    translations: Path | None = None
    images: Path | None = None

    def checksum(self) -> str:
        """SHA-256 over the content of the files, so that a changed file is another import."""
        digest = hashlib.sha256()
        for path in (self.file, self.translations):
            digest.update(b"\0file\0")
            if path is not None:
                for chunk in _chunks(path):
                    digest.update(chunk)
        return digest.hexdigest()


Reader = Callable[[Source], Iterator[Row | RowError]]


@dataclass(frozen=True)
class SourceRows:
    """The rows of a source, read anew each time they are iterated."""

    source: Source
    read: Reader

    def __iter__(self) -> Iterator[Row | RowError]:
        return self.read(self.source)


@contextmanager
def open_text(path: Path) -> Iterator[IO[str]]:
    """Open a text file in UTF-8, with or without a byte order mark, also packed (.xz, .gz).

    Raises ImportSourceError when it is missing, damaged or not UTF-8, also while it is read.
    """
    opener = _OPENERS.get(path.suffix, open)
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise ImportSourceError(file=path.name, reason=str(error)) from error


def _not_utf8(path: Path) -> ImportSourceError:
    """Name the first line that is not UTF-8: a decoder that reads ahead does not know its number."""
    with _OPENERS.get(path.suffix, open)(path, "rb") as file:
        line = next(number for number, text in enumerate(file, start=1) if not _is_utf8(text))
    reason = gettext("line %(line)d is not in UTF-8; save the file as “CSV UTF-8”")
    return ImportSourceError(file=path.name, reason=reason % {"line": line})


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV file: its cells by column, and the line it begins on."""

    line: int
    cells: dict[str, str]


def read_csv(path: Path) -> Iterator[Record]:
    """Yield the records of a CSV file with a header. Raises ImportSourceError.

    A record that is shorter or longer than the header is given as it is: what is missing is empty,
    what is too much is in the column "".
    """
    lines = _read_lines(path)
    _line, names = next(lines, (1, []))
    header = _header(path, names)
    for line, row in lines:
        if any(row):
            yield Record(line, _cells(header, row))


def read_header(path: Path) -> list[str]:
    """Return the names of a CSV file's columns. Raises ImportSourceError."""
    _line, names = next(_read_lines(path), (1, []))
    return _header(path, names)


def _read_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the file, each with the line it begins on."""
    with open_text(path) as file:
        rows = csv.reader(file, strict=True)
        begin = 1
        try:
            for row in rows:
                yield begin, row
                begin = rows.line_num + 1
        except csv.Error as error:
            reason = gettext(
                "the record that begins on line %(line)d has no end: is a quotation mark not closed, "
                "or not doubled inside a text? (%(error)s)"
            )
            raise ImportSourceError(
                file=path.name, reason=reason % {"line": begin, "error": error}
            ) from error


def _header(path: Path, names: list[str]) -> list[str]:
    header = [name.strip() for name in names]
    if reason := _header_problem(header):
        raise ImportSourceError(file=path.name, reason=reason)
    return header


def _header_problem(header: list[str]) -> str:
    if not any(header):
        return gettext("the header is missing")
    if len(header) == 1 and (mark := next((mark for mark in ";\t" if mark in header[0]), "")):
        reason = gettext("line 1: the columns must be separated by commas, not by “%(mark)s”")
        return reason % {"mark": mark}
    named = [name for name in header if name]
    twice = next((name for name in named if named.count(name) > 1), "")
    if twice:
        return gettext("line 1: the column “%(column)s” is there twice") % {"column": twice}
    return ""


def _cells(header: list[str], row: list[str]) -> dict[str, str]:
    cells = dict.fromkeys(header, "")
    cells.update(zip(header, (cell.strip() for cell in row), strict=False))
    if surplus := [cell for cell in row[len(header) :] if cell.strip()]:
        cells[""] = surplus[0]
    return cells


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise ImportSourceError(file=path.name, reason=error.strerror or str(error)) from error
