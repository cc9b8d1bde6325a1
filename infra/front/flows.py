"""Answers that are sent while they are being made, from threads that answer nobody else meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import structlog
from django.conf import settings
from django.db import close_old_connections

from infra.front.errors import BusyError
from infra.front.gateway import LiveAnswer

logger = structlog.get_logger(__name__)

# Seconds of silence after which a comment keeps an event stream open: proxies close what says nothing.
BEAT_SECONDS = 15.0
BEAT = b": still there\n\n"


class Flows:
    """The live answers of one process. What a client does not hear any more is made all the same."""

    def __init__(self) -> None:
        self._count = 0
        self._threads = ThreadPoolExecutor(settings.FRONT_FLOWS, thread_name_prefix="flow")

    def require_room(self) -> None:
        """Raises BusyError when as many are being made as may be."""
        if self._count >= settings.FRONT_FLOWS:
            raise BusyError

    async def send(self, protocol: Any, answer: LiveAnswer) -> None:
        """Send each piece when it is there; a client that does not read for long hears no more."""
        stream = protocol.response_stream(answer.status, answer.headers)
        with suppress(TimeoutError):
            async for piece in self._pieces(answer):
                async with asyncio.timeout(settings.FRONT_IDLE_SECONDS):
                    await stream.send_bytes(piece)

    async def _pieces(self, answer: LiveAnswer) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[bytes | None] = asyncio.Queue()

        def tell(piece: bytes | None) -> None:
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

        self._count += 1
        made = loop.run_in_executor(self._threads, _make, answer, tell)
        made.add_done_callback(self._end)
        while (piece := await self._next(pieces)) is not None:
            yield piece

    async def _next(self, pieces: asyncio.Queue[bytes | None]) -> bytes | None:
        """The next piece, or a comment where none comes for long."""
        try:
            async with asyncio.timeout(BEAT_SECONDS):
                return await pieces.get()
        except TimeoutError:
            return BEAT

    def _end(self, _made: asyncio.Future[None]) -> None:
        self._count -= 1


def _make(answer: LiveAnswer, tell: Any) -> None:
    close_old_connections()
    try:
        for piece in answer.response:
            tell(piece)
    except Exception:  # the edge of a thread
        logger.exception("live_answer_failed")
    finally:
        tell(None)
        answer.response.close()
