"""Real processes that stop at chosen points, so that a test decides what happens next."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from django.db import connections

_TIMEOUT = 60


class Stage:
    """The child's side: tell the test where it stands, and wait for leave to go on."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def pause(self, place: str) -> None:
        self._pipe.send(place)
        self._pipe.recv()


class Actor:
    """The test's side of one child process."""

    def __init__(self, pipe: Connection, process: Any) -> None:
        self._pipe = pipe
        self._process = process

    def reach(self) -> str:
        """Wait until the child pauses, and say where."""
        assert self._pipe.poll(_TIMEOUT), "The process neither paused nor ended."
        place: str = self._pipe.recv()
        return place

    def go_on(self) -> None:
        self._pipe.send("go on")

    def kill(self) -> None:
        """`kill -9`, without leave to clean up."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.join(_TIMEOUT)

    def finish(self) -> int:
        self._process.join(_TIMEOUT)
        assert self._process.exitcode is not None, "The process did not end."
        code: int = self._process.exitcode
        return code


@contextmanager
def acting(play: Callable[[Stage], None]) -> Iterator[Actor]:
    """Run `play` in a process of its own with its own database connection.

    The child inherits the test's state (subscriptions, patches, urls). It is killed at the
    end, should it still be there.
    """
    connections.close_all()  # a socket shared by two processes would belong to neither
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_perform, args=(play, there), daemon=True)
    process.start()
    try:
        yield Actor(here, process)
    finally:
        if process.is_alive():
            process.kill()
        process.join(_TIMEOUT)


def _perform(play: Callable[[Stage], None], pipe: Connection) -> None:
    try:
        play(Stage(pipe))
    finally:
        connections.close_all()
