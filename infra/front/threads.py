"""The threads that run Django."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from typing import Any

import structlog
from django.conf import settings

from infra.front.errors import BusyError
from infra.front.gateway import Answer, LargeAnswer, LiveAnswer, call

logger = structlog.get_logger(__name__)

# Seconds between two looks at who has waited too long and whose answer has been sent.
TICK = 0.25
# What is left to be sent.
Rest = LargeAnswer | LiveAnswer


@dataclass(slots=True, eq=False)
class Job:
    """A request that waits for a thread. `done` belongs to the event loop; its result is what is left to
    send, None when the thread has sent the answer itself."""

    environment: Mapping[str, Any]
    protocol: Any
    done: asyncio.Future[Rest | None]
    deadline: float
    _turn: list[bool] = field(default_factory=lambda: [True])

    def take(self) -> bool:
        """Whether whoever asks is the first to do so: the thread that answers, or the refusal."""
        try:
            return self._turn.pop()  # one step for the interpreter, so that no lock is needed
        except IndexError:
            return False


class Threads:
    """A fixed number of threads with one queue; they end with the process.

    A thread sends its answer itself, which takes no time because the server buffers it. Waking the
    event loop for each answer would cost as much as a small answer does, so finished requests are
    swept up when the next one comes.
    """

    def __init__(self, django: Callable[..., Any]) -> None:
        self._django = django
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._waiting: deque[Job] = deque()
        self._sent: deque[asyncio.Future[Rest | None]] = deque()

    def start(self, *, count: int, loop: asyncio.AbstractEventLoop) -> None:
        """Start the threads, which belong to this event loop."""
        for number in range(count):
            name = f"django-{number}"
            Thread(target=self._work, args=[loop], name=name, daemon=True).start()
        loop.call_later(TICK, self._tick, loop)

    async def run(self, environment: Mapping[str, Any], protocol: Any) -> Rest | None:
        """Have Django answer; what is returned is an answer that remains to be sent.

        Raises BusyError when no thread is free for FRONT_QUEUE_SECONDS. Once Django is at work it is
        waited for: whatever it asks has limits of its own.
        """
        self._sweep()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + settings.FRONT_QUEUE_SECONDS
        job = Job(environment, protocol, loop.create_future(), deadline)
        self._waiting.append(job)
        self._queue.put(job)
        return await job.done

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        self._sweep()
        while self._waiting and self._waiting[0].deadline < loop.time():
            job = self._waiting.popleft()
            if job.take():
                _settle(job.done, BusyError())
        loop.call_later(TICK, self._tick, loop)

    def _sweep(self) -> None:
        while self._sent:
            _settle(self._sent.popleft(), None)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        while True:
            job = self._queue.get()
            if job.take():
                self._answer(job, loop)

    def _answer(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        try:
            answer = call(self._django, job.environment)
            if isinstance(answer, Answer):
                job.protocol.response_bytes(answer.status, answer.headers, answer.body)
                self._sent.append(job.done)
            else:
                loop.call_soon_threadsafe(_settle, job.done, answer)
        except Exception as error:
            logger.exception("request_failed")
            loop.call_soon_threadsafe(_settle, job.done, error)


def _settle(done: asyncio.Future[Rest | None], result: Rest | Exception | None) -> None:
    if done.done():  # the client has left
        if isinstance(result, LargeAnswer):
            result.file.close()
        elif isinstance(result, LiveAnswer):
            result.response.close()
    elif isinstance(result, Exception):
        done.set_exception(result)
    else:
        done.set_result(result)
