"""Writing down what has happened for good, whatever becomes of the transaction at hand.

A call to a provider cannot be taken back, so what is noted of it must not vanish with a transaction
that fails. A second connection would cost every process another one, and on SQLite it would wait for
the transaction that waits for it. So the note is written at once where no transaction is open, and
otherwise as soon as it is over: at its commit, or, when it was rolled back, at the next note, or
the end of the request or task. Only the end of the process in between loses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local

import structlog
from celery.signals import task_postrun
from django.core.signals import request_finished
from django.db import DatabaseError, connection, transaction

logger = structlog.get_logger(__name__)

Write = Callable[[], None]


class _Waiting(local):
    """What this thread could not write yet."""

    def __init__(self) -> None:
        self.writes: list[Write] = []
        self.left_to: list[Write] | None = None


_waiting = _Waiting()


def write_lastingly(write: Write) -> None:
    """Run `write` where no rollback takes it back, now or after the transaction at hand."""
    if _waiting.left_to is not None:
        _waiting.left_to.append(write)
        return
    if is_inside_transaction():
        _waiting.writes.append(write)
        transaction.on_commit(write_waiting, robust=True)
        return
    write_waiting()
    _write(write)


@contextmanager
def leave_notes_to(notes: list[Write]) -> Iterator[None]:
    """Add what this thread would write to `notes`: who waits for it writes them, on its own connection."""
    _waiting.left_to = notes
    try:
        yield
    finally:
        _waiting.left_to = None


def leaves_notes() -> bool:
    """Whether this thread asks on behalf of another one, and is to use no connection."""
    return _waiting.left_to is not None


def is_inside_transaction() -> bool:
    """Whether something could still be taken back; a test's own transaction does not count. No query."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not blocks[-1]._from_testcase  # type: ignore[attr-defined] # as Django asks for durable ones


def write_waiting(**_signal: object) -> None:
    """Write what had to wait, once nothing is open any more."""
    if not _waiting.writes or is_inside_transaction():
        return
    writes, _waiting.writes = _waiting.writes, []
    for write in writes:
        _write(write)


def _write(write: Write) -> None:
    """A note that cannot be written must not make the thing itself look failed."""
    try:
        write()
    except DatabaseError as error:
        logger.warning("note_lost", reason=type(error).__name__)


request_finished.connect(write_waiting, dispatch_uid="commerce.core.lasting")
task_postrun.connect(write_waiting, dispatch_uid="commerce.core.lasting")
