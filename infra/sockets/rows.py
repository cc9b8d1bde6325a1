"""The database, asked from a thread so that no socket waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from django.db import close_old_connections, connections

from commerce.live import selectors
from commerce.live.models import LiveMessage
from commerce.live.services import Ticket, place_messages

T = TypeVar("T")
# What one look brings, and what one who comes back is told at most.
MOST_ROWS = 500


class Missed(NamedTuple):
    """What somebody who comes back has not heard; `is_gap` when that cannot be told any more."""

    rows: list[LiveMessage]
    is_gap: bool


class Rows:
    """One thread with one connection to the database."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-rows")

    async def ask(self, question: Callable[[], T]) -> T:
        """The answer of a function that runs in the thread."""

        def run() -> T:
            close_old_connections()
            return question()

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    async def close(self) -> None:
        """Leave no connection to the database behind."""
        await asyncio.get_running_loop().run_in_executor(self._thread, connections.close_all)
        self._thread.shutdown()


def read_new(position: int) -> list[LiveMessage]:
    """What was told behind that position, in order."""
    place_messages()
    return list(selectors.list_after(position)[:MOST_ROWS])


def read_missed(ticket: Ticket, *, after: int, until: int) -> Missed:
    """What the ticket's holder has missed between these positions, as long as it is kept."""
    if after == until:
        return Missed([], is_gap=False)
    found = selectors.list_topic_messages(
        channel_id=ticket.channel_id, topics=ticket.topics, after=after
    ).filter(position__lte=until)
    rows = list(found[: MOST_ROWS + 1])
    is_gap = len(rows) > MOST_ROWS or selectors.is_gap_behind(after)
    return Missed([] if is_gap else rows, is_gap)
