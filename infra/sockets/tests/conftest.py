"""Sockets of a server in this process, or in one of its own, and clients that speak to them."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from websockets.sync.client import connect

from commerce.live.services import issue_ticket, tell
from commerce.live.shapes import Listener, Topic
from infra.launch.places import ROOT
from infra.launch.ports import HOST, find_free_ports
from infra.launch.processes import wait_until
from infra.launch.web import answers_ok
from infra.sockets import wire
from infra.sockets.server import Sockets

WAIT = 20


class Client:
    """A browser's end of a socket."""

    def __init__(self, raw):
        self.raw = raw

    @classmethod
    def of(cls, stack, port, *, origin=None, **options):
        address = f"ws://{HOST}:{port}{wire.PATH}"
        return cls(
            stack.enter_context(
                connect(address, origin=origin, compression=None, close_timeout=0.2, **options)
            )
        )

    def greet(self, ticket, after=None):
        self.raw.send(json.dumps({"ticket": ticket, "after": after}))
        return self

    def hear(self):
        """The next frame that is no beat."""
        while (frame := json.loads(self.raw.recv(WAIT)))["type"] == "beat":
            pass
        return frame

    def hear_messages(self, count):
        return [(told["id"], told["body"]["n"]) for told in (self.hear() for _ in range(count))]

    def closing(self):
        """Why the server closed, when it has."""
        try:
            while True:
                self.raw.recv(WAIT)
        except Exception:  # noqa: BLE001 - whatever ended it, the code tells
            return self.raw.close_code, self.raw.close_reason


class Server:
    """Where sockets are open, and its clients."""

    def __init__(self, port, stack, process=None):
        self.port, self._stack, self.process = port, stack, process

    def client(self, **options):
        return Client.of(self._stack, self.port, **options)

    def listen(self, ticket, after=None, **options):
        client = self.client(**options).greet(ticket, after)
        return client, client.hear()


@contextmanager
def sockets_here():
    """A server in a thread of this process, so that settings of a test hold for it."""
    (port,) = find_free_ports(1)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    sockets = Sockets()

    def do(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result(WAIT)

    do(sockets.open(host=HOST, port=port))
    with ExitStack() as stack:
        server = Server(port, stack)
        server.stop = lambda: do(sockets.close())
        server.count = lambda: len(sockets._server.connections)
        stack.callback(lambda: server.stop())
        yield server
    loop.call_soon_threadsafe(loop.stop)
    thread.join(WAIT)
    loop.close()


@contextmanager
def sockets_of_a_process(**environment):
    """A server in a process of its own, on the test's database."""
    (port,) = find_free_ports(1)
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.sockets", "--port", str(port)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "infra.settings.testing",
            "DATABASE_URL": database_url(),
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_until(lambda: answers_ok(port, wire.HEALTH_PATH, timeout=WAIT), seconds=60)
        with ExitStack() as stack:
            yield Server(port, stack, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(WAIT)


def database_url():
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{chosen['NAME']}"
    who = f"{chosen['USER']}:{chosen['PASSWORD']}@{chosen['HOST']}:{chosen['PORT']}"
    return f"postgres://{who}/{chosen['NAME']}"


@pytest.fixture
def server(channel):
    with sockets_here() as found:
        yield found


@pytest.fixture
def ticket(channel):
    """Tickets for topics, as the API gives them out."""

    def make(*topics, channel=channel, **who):
        listener = Listener(channel=channel, network="198.51.100.7", **who)
        return issue_ticket(listener=listener, topics=topics)

    return make


@pytest.fixture
def say(channel):
    """Tell something of a topic, and commit it."""

    def run(n, key="lamp", *, kind="stock.changed", channel=channel):
        with transaction.atomic():
            topic = Topic(kind="product", key=key, channel_id=channel.pk)
            tell(topic=topic, kind=kind, body={"n": n})

    return run


@pytest.fixture
def origin():
    return settings.LIVE_ORIGINS[0]
