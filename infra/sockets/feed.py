"""What is new in the database reaches this process by looking, four times a second.

Looking works alike on every database, misses nothing, and costs each process two small queries.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from django.conf import settings
from django.db import DatabaseError

from commerce.live.models import LiveMessage
from commerce.live.selectors import get_last_position

from .rows import MOST_ROWS, Rows, read_new

logger = structlog.get_logger(__name__)

Deliver = Callable[[LiveMessage], Awaitable[None]]


class Feed:
    """Hands messages on in order. `position` is that of the last one handed on."""

    def __init__(self, *, rows: Rows, deliver: Deliver) -> None:
        self._rows, self._deliver = rows, deliver
        self.position = 0

    async def begin(self) -> None:
        """Begin behind what was told before this process was there."""
        self.position = await self._rows.ask(get_last_position)

    async def run(self) -> None:
        """Look on until cancelled. While the database is away nobody hears anything, and later all."""
        while True:
            try:
                is_full = await self._look()
            except DatabaseError as error:
                logger.warning("messages_not_read", reason=type(error).__name__)
                is_full = False
            await asyncio.sleep(0 if is_full else settings.LIVE_LOOK_SECONDS)

    async def _look(self) -> bool:
        position = self.position
        found = await self._rows.ask(lambda: read_new(position))
        for row in found:
            self.position = row.position or position
            await self._deliver(row)
        return len(found) == MOST_ROWS
