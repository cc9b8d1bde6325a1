"""Counts the SQL statements of a request, inside this process and on the same data."""

from collections.abc import Callable
from typing import Any

import orjson
from django.db import connection
from django.test import Client as TestClient

from infra.bench.shopper import API, Send
from infra.launch.errors import LaunchError

CLIENT = TestClient(SERVER_NAME="localhost")
BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


def send_in_process(
    method: str, path: str, body: object = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    """Send a request without a server. An error answer ends the measurement."""
    response = CLIENT.generic(
        method,
        path,
        data=_as_json(body),
        content_type="application/json",
        headers=headers,
    )
    if response.status_code >= 400:
        raise LaunchError(
            f"{method} {path} answered {response.status_code}: {response.content[:300]!r}"
        )
    found: dict[str, Any] = response.json()
    return found


def _as_json(body: object) -> str:
    return "" if body is None else orjson.dumps(body).decode()


def count_queries(work: Callable[[Send], object]) -> int:
    """How many statements the work executes; transaction bookkeeping does not count.

    The channels, which every process remembers for some seconds, are read beforehand.
    """
    send_in_process("GET", f"{API}/channel/")
    return count_statements(lambda: work(send_in_process))


def count_statements(work: Callable[[], object]) -> int:
    """How many statements the work executes in this process, as `count_queries` counts them.

    Their texts are not kept, which would take more of the CPU than to build them.
    """
    counted = 0

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal counted
        counted += not str(sql).startswith(BOOKKEEPING)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        work()
    return counted
