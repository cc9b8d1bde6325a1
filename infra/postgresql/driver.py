"""psycopg with connections that wait for a bounded time: what DB-API drivers look like to Django."""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg import *  # noqa: F403 - a driver is its errors and types
from psycopg import _queries, errors, sql
from psycopg.abc import PQGen

from commerce.core.outages import Outage

RV = TypeVar("RV")

# The server itself cancels a statement that takes too long. One that is frozen cannot, so the client
# stops waiting a little later.
GRACE_SECONDS = 1.0
# Refused at once for a second, then one thread tries: with a server that is frozen each try takes as
# long as connecting may take, and the others do not wait for it.
OUTAGE = Outage("database", pause=1.0)

# Of statements above these, psycopg takes the text apart each time: a fifth of placing an order, which
# writes all its rows in one. It keeps 128 texts either way.
_queries.MAX_CACHED_STATEMENT_LENGTH = 32_768
_queries.MAX_CACHED_STATEMENT_PARAMS = 500


class BoundedConnection(psycopg.Connection[Any]):
    """A connection whose server answers within `statement_seconds`, or is given up. 0 waits for ever."""

    statement_seconds: float = 0

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        if timeout is not None or not self.statement_seconds:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.statement_seconds + GRACE_SECONDS)
        except errors._WaitTimeout as error:
            OUTAGE.begin(error)
            self.close()
            raise psycopg.OperationalError("The database does not answer.") from None


def connect(  # type: ignore[no-redef]
    conninfo: str = "", *, statement_seconds: float = 0, **options: Any
) -> BoundedConnection:
    """Connect, unless another thread has just found that this cannot be done."""
    if not OUTAGE.may_ask():
        raise psycopg.OperationalError("The database did not answer a moment ago.")
    try:
        connection = BoundedConnection.connect(conninfo, **options)
    except psycopg.OperationalError as error:
        OUTAGE.begin(error)
        raise
    OUTAGE.end()
    connection.statement_seconds = statement_seconds
    return connection


__all__ = [*psycopg.__all__, "errors", "sql"]
