"""Named locks that live as long as the surrounding transaction."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection, transaction

from commerce.core.prepared import PreparedRead, prepared_cursor

_LOCK_AND_READ = (
    "SELECT granted.is_granted, found.*"
    " FROM (SELECT pg_try_advisory_xact_lock(%s) AS is_granted) AS granted"
    " LEFT JOIN LATERAL ({rows}) AS found ON granted.is_granted"
)


def lock_number(name: str) -> int:
    """A signed 64-bit number for a lock's name, as PostgreSQL's advisory locks want it."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def try_lock(name: str) -> bool:
    """Take the lock `name` until the transaction ends; False when another one holds it.

    Never waits. On SQLite a write transaction already excludes every other writer, so the
    lock is always granted there. Must run inside `transaction.atomic`.
    """
    _require_transaction()
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(name)])
        (is_granted,) = cursor.fetchone()
    return bool(is_granted)


def try_lock_and_read(
    name: str, rows: PreparedRead[tuple[Any, ...]], **values: Any
) -> tuple[bool, tuple[Any, ...] | None]:
    """`try_lock`, and the first of `rows` (a `values_list` of plain columns), in one query.

    The row is read as it was just before the lock was granted: what another holder of the
    lock committed in that instant is not seen, so a constraint must back up the decision.
    """
    _require_transaction()
    if connection.vendor != "postgresql":
        return True, rows.first(**values)
    statement = rows.compiled()[0]
    with prepared_cursor() as cursor:
        cursor.execute(
            _LOCK_AND_READ.format(rows=statement.text),
            [lock_number(name), *statement.bind(values)],
        )
        is_granted, *columns = cursor.fetchone()
    found = any(column is not None for column in columns)
    return is_granted, tuple(columns) if found else None


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A lock needs a surrounding transaction.")
