"""Sets and lists that may outgrow memory: kept in temporary files that vanish by themselves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any


class ScratchSet:
    """Remembers where each key was seen first."""

    def __init__(self) -> None:
        self._rows = _temporary_database("CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER)")

    def add(self, key: str, line: int) -> int | None:
        """Remember the key; return the line it was seen on before, if it was."""
        try:
            self._rows.execute("INSERT INTO seen VALUES (?, ?)", (key, line))
        except sqlite3.IntegrityError:
            (first,) = self._rows.execute("SELECT line FROM seen WHERE key = ?", (key,)).fetchone()
            return int(first)
        return None

    def __contains__(self, key: str) -> bool:
        return self._rows.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone() is not None


class ScratchLists:
    """Keeps JSON values by key, in the order they came."""

    def __init__(self) -> None:
        self._rows = _temporary_database("CREATE TABLE kept (key TEXT, value TEXT)")
        self._rows.execute("CREATE INDEX kept_key ON kept (key)")

    def names(self) -> Iterator[str]:
        """The keys, in the order they first came."""
        for (key,) in self._rows.execute("SELECT key FROM kept GROUP BY key ORDER BY min(rowid)"):
            yield key

    def append(self, key: str, value: Any) -> None:
        self._rows.execute("INSERT INTO kept VALUES (?, ?)", (key, json.dumps(value)))

    def get(self, key: str) -> list[Any]:
        found = self._rows.execute("SELECT value FROM kept WHERE key = ? ORDER BY rowid", (key,))
        return [json.loads(value) for (value,) in found]


def _temporary_database(table: str) -> sqlite3.Connection:
    # An empty name is a private database that SQLite spills to disk when it grows.
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("BEGIN")
    connection.execute(table)
    return connection
