"""A local server in a thread of this process, on a port of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server

from .service import Service

HOST = "127.0.0.1"
SECONDS_TO_START = 10.0


@contextmanager
def serve(service: Service, port: int = 0, *, certificate: Path | None = None) -> Iterator[str]:
    """Let the service answer while the block runs, encrypted with a certificate; yields its address."""
    port = port or free_port()
    runner = _Runner(service, port, certificate)
    runner.start()
    try:
        runner.wait()
        yield f"{'https' if certificate else 'http'}://{HOST}:{port}"
    finally:
        runner.stop()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class _Runner(threading.Thread):
    """The event loop of one server."""

    def __init__(self, service: Service, port: int, certificate: Path | None) -> None:
        super().__init__(daemon=True, name=f"fake-{service.name}")
        self._service = service
        self._port = port
        self._certificate = certificate

    def run(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._server = Server(
            self._service,
            address=HOST,
            port=self._port,
            interface=Interfaces.ASGINL,
            log_enabled=False,
            ssl_cert=self._certificate,
            ssl_key=self._certificate,
        )
        await self._server.serve()

    def wait(self) -> None:
        """Return when the port answers. Raises TimeoutError."""
        give_up_at = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up_at:
            with socket.socket() as probe:
                if probe.connect_ex((HOST, self._port)) == 0:
                    return
            threading.Event().wait(0.01)
        raise TimeoutError(f"Nothing answers at port {self._port}.")

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._server.stop)
        self.join(SECONDS_TO_START)
