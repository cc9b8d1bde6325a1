"""The server of sockets: started, kept going, and closed in order."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import structlog
from websockets.asyncio.server import Server, broadcast, serve

from commerce.live.models import LiveMessage

from . import wire
from .door import Door
from .feed import Feed
from .hub import Hub, cut_off_slow
from .rows import Rows
from .talks import Threads
from .wire import Close

logger = structlog.get_logger(__name__)

# Seconds between two signs of life, and between two looks for readers who are too slow.
BEAT_SECONDS, SWEEP_SECONDS = 25.0, 0.25
# A peer that answers no ping for as long is gone.
PING_SECONDS = 20.0


class Sockets:
    """The sockets of one process, and what keeps them supplied."""

    def __init__(self) -> None:
        self._hub, self._rows, self._threads = Hub(), Rows(), Threads()
        self._feed = Feed(rows=self._rows, deliver=self._deliver)
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: Server | None = None

    async def open(self, *, host: str, port: int) -> None:
        """Hear of everything that is told from now on, and let sockets in."""
        await self._feed.begin()
        door = Door(hub=self._hub, rows=self._rows, feed=self._feed, threads=self._threads)
        self._server = await serve(
            door.enter,
            host,
            port,
            process_request=door.screen,
            compression=None,  # texts are short; a compressor takes more memory than the socket
            max_size=wire.LARGEST_FRAME,
            max_queue=4,
            open_timeout=10,
            close_timeout=2,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            server_header=None,
        )
        for work in (self._feed.run(), _beat(self._server), _sweep(self._server)):
            self._start(work)
        logger.info("sockets_open", port=port)

    async def close(self) -> None:
        """Tell everybody to come back, which they do at moments of their own; end what was begun."""
        if self._server is not None:
            self._server.close(code=Close.RESTART, reason="restart")
            await self._server.wait_closed()
        for task in self._tasks:
            task.cancel()
        for task in list(self._tasks):
            with suppress(asyncio.CancelledError):
                await task
        await self._threads.close()
        await self._rows.close()

    async def _deliver(self, row: LiveMessage) -> None:
        for seat in self._hub.deliver(row):
            self._start(seat.connection.close(Close.ENDED, "session_ended"))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def run(*, host: str, port: int) -> None:
    """Hold sockets until SIGTERM or SIGINT."""
    leaving = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, leaving.set)
    sockets = Sockets()
    await sockets.open(host=host, port=port)
    await leaving.wait()
    await sockets.close()


async def _beat(server: Server) -> None:
    while True:
        await asyncio.sleep(BEAT_SECONDS)
        broadcast(server.connections, wire.BEAT, text=True)


async def _sweep(server: Server) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        cut_off_slow(server.connections)
