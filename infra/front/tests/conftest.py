"""A real server process on a free port, and sockets that speak to it."""

import json
import os
import signal
import socket
import subprocess
from contextlib import closing, contextmanager

import pytest

from infra.launch.places import ROOT, VIRTUAL_ENVIRONMENT
from infra.launch.ports import HOST, find_free_ports
from infra.launch.processes import wait_until
from infra.launch.web import answers_ok

WAIT = 20


class Connection:
    """A socket to the server, and what came back on it."""

    def __init__(self, port):
        self._socket = socket.create_connection((HOST, port), timeout=WAIT)

    def send(self, data):
        self._socket.sendall(data)
        return self

    def read(self):
        """Everything until the server closes, or for an answer that says its length, until its end."""
        received = b""
        while piece := self._socket.recv(65536):
            received += piece
            head, found, body = received.partition(b"\r\n\r\n")
            length = [
                line[16:] for line in head.split(b"\r\n") if line.startswith(b"content-length: ")
            ]
            if found and length and len(body) >= int(length[0]):
                break
        return received

    def is_closed(self):
        """Whether the server closes, sooner or later, without another word."""
        return self._socket.recv(1) == b""

    def close(self):
        self._socket.close()


class RunningServer:
    def __init__(self, port):
        self.port = port

    @contextmanager
    def connect(self):
        with closing(Connection(self.port)) as connection:
            yield connection

    def ask(self, request):
        """The status and the body of the answer."""
        with self.connect() as connection:
            head, _, body = connection.send(request).read().partition(b"\r\n\r\n")
        return int(head[9:12]), body

    def tell(self, request):
        status, body = self.ask(request)
        assert status == 200
        return json.loads(body)


@contextmanager
def running(settings="infra.front.tests.settings", **environment):
    (port,) = find_free_ports(1)
    size = ["--workers", "1", "--http", "1", "--no-ws", "--http1-header-read-timeout", "1000"]
    command = [VIRTUAL_ENVIRONMENT / "bin" / "granian", "--interface", "rsgi", *size]
    process = subprocess.Popen(
        [*command, "--host", HOST, "--port", str(port), "infra.front.application:application"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_until(lambda: answers_ok(port, "/api/v1/health/live", timeout=WAIT), seconds=60)
        yield RunningServer(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(WAIT)


@pytest.fixture(scope="module")
def server():
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def impatient_server():
    with running(FRONT_IDLE_SECONDS="0.5") as found:
        yield found
