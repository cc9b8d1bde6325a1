"""Conversations with the assistant over sockets. Answers are made in threads, and to their end also when
the socket is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import orjson
import structlog
from django.conf import settings
from django.db import connections
from websockets.asyncio.server import ServerConnection, broadcast

from chatbot.selectors.conversations import get_conversation
from chatbot.services.keeping import SAID
from chatbot.services.talking import (
    Talker,
    Typing,
    Words,
    read_words,
    refusal_frame,
    tell_news,
    tell_talker,
)
from chatbot.services.telling import Frame, problem_frame
from commerce.core.errors import DomainError
from commerce.live.models import LiveMessage
from infra.front.errors import BusyError

from .rows import Rows
from .wire import READY

logger = structlog.get_logger(__name__)


class Threads:
    """As many answers are made at once as there are threads; who comes then is told to come again."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(settings.LIVE_ANSWERS, thread_name_prefix="talk")
        self._count = 0

    def run(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        """Do it in a thread, then tell that it is done. Raises BusyError."""
        if self._count >= settings.LIVE_ANSWERS:
            raise BusyError
        self._count += 1

        def end(_work: asyncio.Future[None]) -> None:
            self._count -= 1
            done()

        asyncio.get_running_loop().run_in_executor(self._pool, work).add_done_callback(end)

    async def close(self) -> None:
        """Let what was begun come to its end."""
        await asyncio.to_thread(self._pool.shutdown)


class Talk:
    """One socket of a conversation. `seen` is the number of the last message that it was told."""

    def __init__(self, connection: ServerConnection, talker: Talker, threads: Threads) -> None:
        self._connection, self._talker, self._threads = connection, talker, threads
        self._loop = asyncio.get_running_loop()
        # Beginning counts as work: what is heard of meanwhile is looked at afterwards.
        self._seen, self._news, self._running = 0, 0, 1

    async def begin(self, rows: Rows, after: int | None = None) -> None:
        """Read where the conversation stands, and tell the client to begin.

        Who has heard the messages until `after` is told those behind it.
        """
        holder, name = self._talker.holder, self._talker.conversation_id
        found = await rows.ask(lambda: get_conversation(holder, name))
        last = found.last_number
        self._seen = last if after is None else min(after, last)
        self._news = max(self._news, last)
        await self._connection.send(READY, text=True)
        self._end()

    def hear(self, raw: str | bytes) -> None:
        """Answer a frame of the client."""
        words: Words | None = None
        try:
            words = read_words(raw)
            self._run(lambda: tell_talker(self._talker, words))
        except DomainError as refusal:
            if not isinstance(words, Typing):
                self._send(refusal_frame(words, refusal))

    def told(self, row: LiveMessage) -> None:
        """Hear of something that happened to the conversation elsewhere."""
        if row.kind != SAID:
            self._send({"seq": 1, "type": "typing"})
            return
        self._news = max(self._news, row.body["number"])
        self._catch_up()

    def _catch_up(self) -> None:
        if self._running or self._news <= self._seen:
            return
        seen = self._seen
        self._seen = self._news
        try:
            self._run(lambda: tell_news(self._talker, seen))
        except BusyError:
            self._seen = seen  # the next message brings it, too

    def _run(self, frames: Callable[[], Iterator[Frame]]) -> None:
        self._threads.run(lambda: self._tell(frames), self._end)
        self._running += 1

    def _end(self) -> None:
        self._running -= 1
        self._catch_up()

    def _tell(self, frames: Callable[[], Iterator[Frame]]) -> None:
        try:
            for frame in frames():
                number = frame["message"]["number"] if "message" in frame else 0
                self._seen = max(self._seen, number)
                self._loop.call_soon_threadsafe(self._send, frame)
        except Exception as error:  # the edge of a thread
            logger.exception("talk_failed")
            self._loop.call_soon_threadsafe(self._send, problem_frame(1, error))
        finally:
            connections.close_all()

    def _send(self, frame: Frame) -> None:
        broadcast([self._connection], orjson.dumps(frame), text=True)
