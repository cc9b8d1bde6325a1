"""One socket from its first byte to its last."""

from __future__ import annotations

import asyncio
import random
import socket
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

import structlog
from django.conf import settings
from django.db import DatabaseError
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from chatbot.services.talking import open_talk
from commerce.live.errors import TicketRefusedError
from commerce.live.services import Ticket, use_ticket

from . import wire
from .feed import Feed
from .hub import Hub, Seat
from .rows import Rows, read_missed
from .talks import Talk, Threads
from .wire import Close

logger = structlog.get_logger(__name__)

# Seconds in which a client says who it is.
GREETING_SECONDS = 5.0
# Bytes that the system keeps of what a client has not taken yet; it doubles them.
SYSTEM_BUFFER = 64 * 1024
# Sockets that have not said it yet.
MOST_STRANGERS = 200
# A client that sends more frames than this in ten seconds is closed.
MOST_FRAMES, FRAME_SECONDS = 20, 10.0


class Door:
    """Lets sockets in and sees them out."""

    def __init__(self, *, hub: Hub, rows: Rows, feed: Feed, threads: Threads) -> None:
        self._hub, self._rows, self._feed = hub, rows, feed
        self._threads = threads
        self._strangers = 0
        self._open = 0

    def screen(self, connection: ServerConnection, request: Request) -> Response | None:
        """Refuse by HTTP, before there is a socket: other addresses, other sites, a full house."""
        if request.path == wire.HEALTH_PATH:
            return connection.respond(HTTPStatus.OK, "ok")
        is_chat = wire.chat_of(request.path) is not None
        if request.path.partition("?")[0] != wire.PATH and not is_chat:
            return connection.respond(HTTPStatus.NOT_FOUND, "")
        if is_chat:
            connection.protocol.max_message_size = wire.LARGEST_SAYING
        origin = request.headers.get("Origin")
        if origin is not None and origin not in settings.LIVE_ORIGINS:
            return connection.respond(HTTPStatus.FORBIDDEN, "")
        if self._open >= settings.LIVE_SOCKETS or self._strangers >= MOST_STRANGERS:
            answer = connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "")
            answer.headers["Retry-After"] = str(random.randint(2, 20))  # noqa: S311 - spreads load
            return answer
        return None

    async def enter(self, connection: ServerConnection) -> None:
        """Hear who it is, catch up, and stay until one of the two leaves."""
        _bound_system_buffer(connection)
        self._open += 1
        try:
            await self._attend(connection)
        except ConnectionClosed:
            pass
        finally:
            self._open -= 1

    async def _attend(self, connection: ServerConnection) -> None:
        found = await self._greet(connection)
        if found is None:
            return
        ticket, after = found
        chat = wire.chat_of(connection.request.path) if connection.request else None
        if chat is not None:
            await self._talk(connection, ticket, chat, after)
            return
        seat = Seat(connection, ticket)
        with self._seated(seat) as is_seated:
            if is_seated:
                await self._catch_up(seat, after)
                await _stay(connection)
            else:
                await connection.close(Close.BUSY, "too_many")

    async def _talk(
        self, connection: ServerConnection, ticket: Ticket, chat: str, after: int | None
    ) -> None:
        """Hold a conversation until one of the two leaves."""
        try:
            talker = await self._rows.ask(lambda: open_talk(ticket, chat))
        except TicketRefusedError:
            await connection.close(Close.REFUSED, "ticket_refused")
            return
        talk = Talk(connection, talker, self._threads)
        seat = Seat(connection, ticket, hears=talk.told)
        with self._seated(seat) as is_seated:
            if is_seated:
                await talk.begin(self._rows, after)
                await _stay(connection, talk.hear)
            else:
                await connection.close(Close.BUSY, "too_many")

    @contextmanager
    def _seated(self, seat: Seat) -> Iterator[bool]:
        """Let the seat hear meanwhile; False when its owner has as many as allowed."""
        if not self._hub.join(seat):
            yield False
            return
        try:
            yield True
        finally:
            self._hub.leave(seat)

    async def _greet(self, connection: ServerConnection) -> tuple[Ticket, int | None] | None:
        """The ticket of the first frame; None for a socket that was closed because of it."""
        self._strangers += 1
        try:
            async with asyncio.timeout(GREETING_SECONDS):
                greeting = wire.read_greeting(await connection.recv())
            if greeting is None:
                raise TicketRefusedError
            raw = greeting.ticket
            return await self._rows.ask(lambda: use_ticket(raw=raw)), greeting.after
        except TimeoutError:
            await connection.close(Close.SILENT, "no_ticket")
        except TicketRefusedError:
            await connection.close(Close.REFUSED, "ticket_refused")
        except DatabaseError as error:
            logger.warning("ticket_not_read", reason=type(error).__name__)
            await connection.close(Close.BUSY, "try_again")
        finally:
            self._strangers -= 1
        return None

    async def _catch_up(self, seat: Seat, after: int | None) -> None:
        """Tell what was missed, then what was told meanwhile, then let messages through."""
        until = self._feed.position
        start = until if after is None else after
        missed = await self._rows.ask(lambda: read_missed(seat.ticket, after=start, until=until))
        await seat.connection.send(wire.ready(last_id=until, gap=missed.is_gap), text=True)
        for row in missed.rows:
            await seat.connection.send(wire.message(row), text=True)
        while seat.missed:
            await seat.connection.send(wire.message(seat.missed.pop(0)), text=True)
        seat.missed = None


def _ignore(_frame: str | bytes) -> None:
    """Frames of listeners are nothing but signs of life."""


async def _stay(
    connection: ServerConnection, hear: Callable[[str | bytes], None] = _ignore
) -> None:
    """Read what the client sends until it is time to renew."""
    arrived: deque[float] = deque(maxlen=MOST_FRAMES)
    clock = asyncio.get_running_loop().time
    # Those that came together do not come back together.
    seconds = settings.LIVE_SOCKET_SECONDS * random.uniform(0.8, 1)  # noqa: S311
    try:
        async with asyncio.timeout(seconds):
            async for frame in connection:
                if len(arrived) == MOST_FRAMES and clock() - arrived[0] < FRAME_SECONDS:
                    await connection.close(Close.FLOOD, "too_many_frames")
                    return
                arrived.append(clock())
                hear(frame)
    except TimeoutError:
        await connection.close(Close.RENEW, "renew")


def _bound_system_buffer(connection: ServerConnection) -> None:
    """Let no slow reader have megabytes of the system's memory, either."""
    raw = connection.transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_BUFFER)
