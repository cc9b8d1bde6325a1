"""Rows that refer to each other, written in one statement where the database can.

A row of PostgreSQL's `WITH` may use the key of one before it, so an order, its addresses and its lines
need one way to the server instead of five. Elsewhere, and for many rows, each kind is written for
itself. The text is that of the ORM for each row, put together once for each shape of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cachetools import LRUCache
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import ForeignKey, Model

from commerce.core.prepared import INSERTS, prepared_cursor

if TYPE_CHECKING:
    from django.db.models import Field

    AnyField = Field[Any, Any]

# PostgreSQL keeps a plan for each shape; beyond so many rows a statement for each kind is as good.
MOST: Final = 24
INSERT: Final = re.compile(
    r"INSERT INTO (?P<table>\S+) \((?P<columns>.+)\) VALUES \((?P<values>.+)\) RETURNING \S+\.(?P<key>\S+)"
)


class _Reference(NamedTuple):
    """A column that has the key of a row which is written as well."""

    column: int
    place: int


Shape = tuple[tuple[type[Model], tuple[_Reference, ...]], ...]
TEXTS: Final[LRUCache[tuple[Shape, AnyField | None], str]] = LRUCache(256)


def insert_together(*rows: Model, once: AnyField | None = None) -> bool:
    """Write the rows that have no key, each behind those it refers to, and tell them their keys.

    Nobody is told, as with `bulk_create`; each model has a `PreparedInsert`. Return whether all are
    written: where another row has what one of them has in the unique field `once`, that one and
    what refers to it are not. Call again then with another value.
    """
    missing = [row for row in rows if row.pk is None]
    if connection.vendor == "postgresql" and 1 < len(missing) <= MOST:
        return _in_one(missing, once)
    return all(_written(list(alike), once) for _model, alike in groupby(missing, type))


def _in_one(rows: Sequence[Model], once: AnyField | None) -> bool:
    places = {id(row): place for place, row in enumerate(rows)}
    found = [_references(row, places) for row in rows]
    shape = tuple((type(row), references) for row, references in zip(rows, found, strict=True))
    text = TEXTS.get((shape, once))
    if text is None:
        text = TEXTS[shape, once] = _text(rows, found, once)
    values: list[Any] = []
    for row, references in zip(rows, found, strict=True):
        values += _values(row, references)
    with prepared_cursor() as cursor:
        cursor.execute(text, values)
        keys = cursor.fetchone()
    for row, key in zip(rows, keys, strict=True):
        if key is not None:
            _tell(row, key)
    for row in rows:
        _take_keys(row)
    return None not in keys


@cache
def _links(model: type[Model]) -> tuple[tuple[int, str, str], ...]:
    """The columns that have keys of other rows: their places, the names of key and row."""
    return tuple(
        (column, field.attname, field.cache_name)
        for column, field in enumerate(INSERTS[model].fields)
        if isinstance(field, ForeignKey)
    )


def _unkeyed(row: Model) -> Iterator[tuple[int, str, Model]]:
    """The columns that have no key yet, and the rows that have or will have it."""
    known, related = vars(row), row._state.fields_cache
    for column, name, cached in _links(type(row)):
        if known[name] is None and (other := related.get(cached)) is not None:
            yield column, name, other


def _references(row: Model, places: dict[int, int]) -> tuple[_Reference, ...]:
    return tuple(
        _Reference(column, places[id(other)])
        for column, _name, other in _unkeyed(row)
        if other.pk is None
    )


def _values(row: Model, references: Sequence[_Reference]) -> list[Any]:
    _take_keys(row)
    values = INSERTS[type(row)].parameters([row])
    for reference in reversed(references):
        del values[reference.column]
    return values


def _text(
    rows: Sequence[Model], references: Sequence[Sequence[_Reference]], once: AnyField | None
) -> str:
    parts = [
        f"row{place} AS ({_insert(row, references[place], once)})" for place, row in enumerate(rows)
    ]
    keys = [f"(SELECT key FROM row{place})" for place in range(len(rows))]  # noqa: S608 numbers
    return f"WITH {', '.join(parts)} SELECT {', '.join(keys)}"


def _insert(row: Model, references: Sequence[_Reference], once: AnyField | None) -> str:
    said = INSERT.fullmatch(INSERTS[type(row)].compiled([row]))
    assert said is not None  # noqa: S101 what the ORM says for one row
    values, key = said["values"].split(", "), said["key"]
    for column, place in references:
        values[column] = f"row{place}.key"
    sources = ", ".join(sorted({f"row{reference.place}" for reference in references}))
    begun = f"INSERT INTO {said['table']} ({said['columns']}) SELECT {', '.join(values)}"
    behind = f" FROM {sources}" if sources else ""
    return f"{begun}{behind}{_unless_taken(row, once)} RETURNING {key} AS key"


def _unless_taken(row: Model, once: AnyField | None) -> str:
    is_of_row = once is not None and once.model is type(row)
    return f' ON CONFLICT ("{once.column}") DO NOTHING' if once and is_of_row else ""


def _written(rows: list[Model], once: AnyField | None) -> bool:
    for row in rows:
        _take_keys(row)
    prepared, taken = INSERTS[type(rows[0])], _unless_taken(rows[0], once)
    if not taken:
        prepared.insert(*rows)
        return True
    (row,) = rows
    with prepared_cursor() as cursor:
        text = prepared.compiled(rows).replace(" RETURNING ", f"{taken} RETURNING ")
        cursor.execute(text, prepared.parameters(rows))
        found = cursor.fetchone()
    if found:
        _tell(row, found[0])
    return bool(found)


def _tell(row: Model, key: Any) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _take_keys(row: Model) -> None:
    """Let a row know the keys of those it refers to; what it has of them stays."""
    for _column, name, other in _unkeyed(row):
        vars(row)[name] = other.pk
