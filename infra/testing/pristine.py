"""Puts a PostgreSQL test database back as the migrations left it, by touching only what tests touched.

Cloning the template anew takes a second or more, most of it a checkpoint of the whole server.
A table that was empty at first and has no file pages still is; the others are emptied and get their
first rows back, and sequences their first values. Where the schema was changed, only a clone will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, LiteralString, NamedTuple, Self

from psycopg import Connection, sql

# Files change with TRUNCATE, the rest with what is added, dropped or switched off.
SCHEMA: Final = """
SELECT (SELECT array[count(*), max(oid::bigint), sum(relfilenode::bigint)] FROM pg_class
        WHERE relkind IN ('r', 'i', 'S', 'v')),
       (SELECT count(*) FROM pg_attribute WHERE NOT attisdropped),
       (SELECT array[count(*), max(oid::bigint)] FROM pg_constraint),
       (SELECT array[count(*), max(oid::bigint)] FROM pg_trigger WHERE tgenabled = 'O'),
       (SELECT array[count(*), max(oid::bigint)] FROM pg_proc)
"""
END_OTHERS: Final = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
WITH_PAGES: Final = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""
SEQUENCES: Final = "SELECT sequencename, start_value, last_value FROM pg_sequences"
# Neither foreign keys nor the triggers that keep a ledger whole stand in the way.
UNGUARDED: Final = "SET LOCAL session_replication_role = replica"
SET_BACK: Final = "SELECT setval(%s::regclass, %s, %s)"


class Pristine(NamedTuple):
    """What a fresh clone holds: its schema's marks, the rows of its tables, its sequences."""

    schema: object
    rows: dict[str, bytes]
    sequences: set[tuple[str, int, int | None]]

    @classmethod
    def of(cls, database: Connection) -> Self:
        """Read a database that nobody has written to yet."""
        rows = {name: _copied(database, name) for name in _names(database, WITH_PAGES)}
        return cls(_schema(database), rows, _sequences(database))

    def is_restored(self, database: Connection) -> bool:
        """Put everything back and cut other connections. False, and nothing done, for a new schema."""
        database.execute(END_OTHERS)
        if _schema(database) != self.schema:
            return False
        with database.transaction():
            database.execute(UNGUARDED)
            for name in {*_names(database, WITH_PAGES), *self.rows}:
                self._put_back(database, name)
            for name, start, last in self.sequences - _sequences(database):
                database.execute(SET_BACK, [name, last or start, last is not None])
        return True

    def _put_back(self, database: Connection, name: str) -> None:
        rows = self.rows.get(name)
        # Most tables that had rows were only read, and to see that is quicker than to write them.
        if rows and _copied(database, name) == rows:
            return
        database.execute(_about("DELETE FROM {}", name))
        if rows:
            with database.cursor().copy(_about("COPY {} FROM STDIN (FORMAT BINARY)", name)) as copy:
                copy.write(rows)


def _copied(database: Connection, name: str) -> bytes:
    with database.cursor().copy(_about("COPY {} TO STDOUT (FORMAT BINARY)", name)) as copy:
        return b"".join(bytes(part) for part in copy)


def _about(statement: LiteralString, name: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(name))


def _schema(database: Connection) -> object:
    return database.execute(SCHEMA).fetchone()


def _names(database: Connection, statement: LiteralString) -> Iterator[str]:
    return (name for (name,) in database.execute(statement).fetchall())


def _sequences(database: Connection) -> set[tuple[str, int, int | None]]:
    return set(database.execute(SEQUENCES).fetchall())
