"""The assistant: answers without a model, the first word of one, and what open conversations weigh."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

from chatbot.selectors.conversations import Holder
from chatbot.services.conversations import start_conversation
from chatbot.services.talking import issue_chat_ticket
from commerce.cart.shapes import Shopper
from commerce.integrations.services import activate, deactivate, save_configuration
from commerce.live.shapes import Listener
from infra.bench.live import memory_of
from infra.bench.load import Client, Measurement, measure_each
from infra.bench.server import supervised
from infra.bench.shopper import API
from infra.fakes.models.openai import OpenAI
from infra.fakes.models.scripts import Spoken
from infra.fakes.running import serve
from infra.launch.console import Console
from infra.launch.places import PYTHON
from infra.launch.ports import HOST, find_free_ports
from infra.launch.supervisor import Server
from infra.sockets.wire import CHAT_PATH, HEALTH_PATH

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

ANSWERS, TALKERS, WORDS, OPEN, AT_ONCE = 400, 8, 20, 200, 20
QUESTIONS: Final = (
    *("Hello", "Show me a red lamp", "Where is my order?", "What is in my cart?"),
    *("What is your return policy?", "How long does delivery take?", "who is the king of spain"),
)
# Seconds in which a model says nothing, so that not all conversations want something of the shop at once.
THINKING: Final = 1.0
SPOKEN: Final = "I am glad to help you. Ask me anything about our lamps."
REASON: Final = "Only the bench's own server is called."


@dataclass(frozen=True)
class FirstWords:
    """Milliseconds to the first text at the shop, and at the model without the shop between."""

    shop: Measurement
    model: Measurement

    def __str__(self) -> str:
        return (
            f"first words at {TALKERS} conversations: median {self.shop.median:.0f} ms, p95"
            f" {self.shop.slow:.0f} ms; of a model alone, which thinks {THINKING:.0f} s,"
            f" {self.model.median:.0f} and {self.model.slow:.0f} ms"
        )


def measure_answers(address: str) -> Measurement:
    """Ask the shop's server what shoppers ask, one after the other."""
    questions = itertools.cycle(QUESTIONS)
    session = _Session(Client(address))
    for _ in QUESTIONS:
        session.ask(next(questions))
    asked = list(itertools.islice(questions, ANSWERS))
    return measure_each(address, lambda _client, text: session.ask(str(text)), asked, clients=1)


class _Session:
    """A guest's conversations, a new one before the last is full."""

    def __init__(self, client: Client) -> None:
        self._client, self._count = client, 0

    def ask(self, text: str) -> None:
        if self._count % 150 == 0:
            created = self._client.send("POST", f"{API}/chatbot/sessions/", None, {})
            self._path = f"{API}/chatbot/sessions/{created['id']}/messages/"
            self._headers = {"X-Chat-Token": created["token"]}
        self._count += 1
        self._client.send("POST", self._path, {"text": text}, self._headers)


@contextmanager
def model(channel: Channel) -> Iterator[str]:
    """Have the channel's assistant speak with a model of this process; yields its address."""
    fake = OpenAI()
    fake.script = [Spoken(SPOKEN, seconds=THINKING)] * (TALKERS * (WORDS + 2) * 3)
    with serve(fake) as address:
        values = {"address": f"{address}/v1", "key": "sk-bench", "prices": "bench 0 0"}
        saved = save_configuration(
            provider="openai_compatible",
            tenant_id=channel.tenant_id,
            values=values,
            reason=REASON,
        )
        activate(configuration=saved, reason=REASON)
        try:
            yield address
        finally:
            deactivate(configuration=saved)


def measure_first_words(address: str, model_address: str) -> FirstWords:
    """Have several people talk at once, and take the time to the first text each hears."""
    sessions = [
        Client(address).send("POST", f"{API}/chatbot/sessions/", None, {}) for _ in range(8)
    ]

    def ask_shop(number: int) -> float:
        session = sessions[number]
        headers = {"X-Chat-Token": session["token"], "Accept": "text/event-stream"}
        path = f"{API}/chatbot/sessions/{session['id']}/messages/"
        return _until(address, path, {"text": "Tell me something"}, headers, b'"delta"')

    def ask_model(_number: int) -> float:
        body = {"model": "bench", "stream": True, "messages": [{"role": "user", "content": "Hi"}]}
        headers = {"Authorization": "Bearer sk-bench"}
        return _until(model_address, "/v1/chat/completions", body, headers, b"help")

    return FirstWords(_talk(ask_shop), _talk(ask_model))


def _talk(ask: Callable[[int], float]) -> Measurement:
    samples: list[float] = []

    def repeat(number: int) -> None:
        ask(number)
        samples.extend(ask(number) for _ in range(WORDS))

    threads = [threading.Thread(target=repeat, args=[number]) for number in range(TALKERS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(samples)
    median, slow = (ordered[int((len(ordered) - 1) * part)] * 1000 for part in (0.5, 0.95))
    return Measurement(
        len(ordered) / (time.perf_counter() - began), median, slow, count=len(ordered)
    )


def _until(
    address: str, path: str, body: dict[str, Any], headers: dict[str, str], words: bytes
) -> float:
    """Seconds until the answer says these words; it is read to its end."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or HOST, parts.port, timeout=30)
    try:
        began = time.perf_counter()
        sent = {"Content-Type": "application/json", **headers}
        connection.request("POST", path, json.dumps(body), sent)
        response = connection.getresponse()
        while line := response.readline():
            if words in line:
                found = time.perf_counter() - began
                response.read()
                return found
        raise AssertionError(f"{path} answered {response.status} without {words!r}")
    finally:
        connection.close()


def weigh(channel: Channel, database_url: str, console: Console) -> tuple[float, float]:
    """MiB of the process of sockets, idle and with open conversations that were each answered once."""
    (port,) = find_free_ports(1)
    server = Server(
        name="bench-talks",
        command=[str(PYTHON), "-m", "infra.sockets", "--port", str(port)],
        environment={
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "infra.bench.settings",
            "LIVE_SOCKETS_PER_ADDRESS": str(OPEN),
        },
        port=port,
        health_path=HEALTH_PATH,
    )
    with supervised(server, console):
        pid = int(json.loads(server.mark.read_text())["pid"])
        return asyncio.run(_weigh(channel, port, pid))


async def _weigh(channel: Channel, port: int, pid: int) -> tuple[float, float]:
    idle = memory_of(pid)
    tickets = await asyncio.to_thread(lambda: [_ticket(channel) for _ in range(OPEN)])
    opened: list[ClientConnection] = []
    for first in range(0, OPEN, AT_ONCE):
        some = tickets[first : first + AT_ONCE]
        opened += await asyncio.gather(*(_open(port, name, ticket) for name, ticket in some))
    full = memory_of(pid)
    await asyncio.gather(*(socket.close() for socket in opened))
    return idle, full


def _ticket(channel: Channel) -> tuple[str, str]:
    conversation, token = start_conversation(holder=Holder(channel, None, None), locale="en")
    shopper = Shopper(channel=channel, locale="en", currency=channel.default_currency)
    ticket = issue_chat_ticket(
        listener=Listener(channel=channel, network="bench"),
        holder=Holder(channel, None, token),
        shopper=shopper,
        conversation_id=conversation.public_id,
    )
    return conversation.public_id, ticket


async def _open(port: int, name: str, ticket: str) -> ClientConnection:
    address = f"ws://{HOST}:{port}{CHAT_PATH}{name}/"
    socket = await connect(address, compression=None, ping_interval=None)
    await socket.send(json.dumps({"ticket": ticket}))
    await socket.recv()
    await socket.send(json.dumps({"type": "say", "text": "Show me a lamp", "key": "bench-key"}))
    while json.loads(await socket.recv())["type"] != "answer":
        pass
    return socket
