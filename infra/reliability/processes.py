"""Real processes made quickly: each is forked from this one, which has loaded the shop once.

A process that is armed with the name of a point ends there as if its power had failed
(commerce.core.points); a keeper starts it again without, as the supervisor of `make run` does.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.db import close_old_connections, connections
from django.test import Client

from commerce.core import points

HOST = "127.0.0.1"
THREADS = 4
REST = 0.02
# Nothing that a process is waited for takes so long, in seconds, on the slowest machine.
MOST = 180.0


class Process:
    """A child that does one thing, and how it ended."""

    def __init__(self, work: Callable[[], object], *, end_at: str = "") -> None:
        connections.close_all()  # a socket shared by two processes would belong to neither
        sys.stdout.flush()
        self.pid = os.fork()
        self._status: int | None = None
        if self.pid == 0:
            os._exit(_perform(work, end_at))

    @property
    def is_running(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = status if pid else None
        return self._status is None

    @property
    def was_killed(self) -> bool:
        return not self.is_running and os.WIFSIGNALED(self._status or 0)

    def wait(self) -> bool:
        """Wait for its end; whether it ended well. One that hangs is killed, and TimeoutError says so."""
        give_up_at = time.monotonic() + MOST
        while self.is_running:
            if time.monotonic() > give_up_at:
                self.kill()
                raise TimeoutError(f"a process has not ended for {MOST:.0f} seconds")
            time.sleep(REST / 4)
        return self._status == 0

    def kill(self) -> None:
        if self.is_running:
            os.kill(self.pid, signal.SIGKILL)
            self._status = os.waitpid(self.pid, 0)[1]


def _perform(work: Callable[[], object], end_at: str) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[points.VARIABLE] = end_at
    try:
        work()
    except BaseException:  # noqa: BLE001 the edge of a process
        traceback.print_exc()
        return 1
    return 0


class Keeper:
    """Some processes with the same work; which of them dies is started again, unarmed."""

    def __init__(self, count: int, work: Callable[[], object]) -> None:
        self._work = work
        self._processes = [Process(work) for _ in range(count)]
        self.deaths = 0

    def arm(self, end_at: str) -> None:
        """Replace all by processes that end at that point."""
        self.stop()
        self._processes = [Process(self._work, end_at=end_at) for _ in self._processes]

    def look(self) -> None:
        """Start again who has died; the others are disarmed with it."""
        if any(not each.is_running for each in self._processes):
            self.deaths += 1
            self.arm("")

    def stop(self) -> None:
        for each in self._processes:
            each.kill()


class Listener:
    """The shop's port; its processes accept from it in turn."""

    def __init__(self) -> None:
        self.server = _Server((HOST, 0), _Handler)

    @property
    def port(self) -> int:
        return self.server.server_port

    def warm(self, *paths: str) -> None:
        """Load here what each process would load at its first request."""
        from infra.wsgi import application

        self.server.set_app(application)
        client = Client(HTTP_HOST="localhost")
        for path in paths:
            client.get(path)

    def serve(self) -> None:
        """Answer requests until the process ends."""
        threads = [threading.Thread(target=self._answer, daemon=True) for _ in range(THREADS)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    def _answer(self) -> None:
        while True:
            self.server._handle_request_noblock()  # type: ignore[attr-defined]


class _Server(WSGIServer):
    request_queue_size = 512

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        super().server_bind()

    def handle_error(self, *_args: object) -> None:
        """A client that has left is no news."""


class _Handler(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Nobody reads it."""


def repeat(work: Callable[[], object]) -> Callable[[], None]:
    """Do it again and again, as a worker does; a failure is printed and the next turn comes."""

    def forever() -> None:
        while True:
            try:
                work()
            except Exception:  # noqa: BLE001 the edge of a process
                traceback.print_exc()
            close_old_connections()
            time.sleep(REST)

    return forever
