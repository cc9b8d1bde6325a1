"""What the local servers have in common: a word in the key says how a request is answered.

| word in the key | what happens |
|---|---|
| none of these   | it is done and answered as the provider would |
| `wrong`         | 401, nothing is done |
| `forbidden`     | 403, nothing is done |
| `limited`       | 429 with `Retry-After: 7`, nothing is done |
| `broken`        | 500, nothing is done |
| `silent`        | it is done, and no answer ever comes |
| `garbled`       | it is done, the answer is half of a JSON text |
| `slow`          | it is done, the answer comes a byte every 50 milliseconds |
| `huge`          | it is done, the answer has 10 MB |

With `once` in the key, too, that happens to the first request of that key only.

Three addresses are the servers' own: `GET /_received` lists what was done, `DELETE /_received`
forgets it, `POST /_tell` with `{"url": …, "state": …, "number": 0}` sends a signed callback about the
entry of that number, the last one without any.
"""

from __future__ import annotations

import asyncio
import base64
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qs

from commerce.core.http import Answer, send

REFUSALS = {"wrong": 401, "forbidden": 403, "limited": 429, "broken": 500}
ANSWERS = ("silent", "garbled", "slow", "huge")
RETRY_AFTER = 7
HUGE = 10 * 1024 * 1024

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked; names of headers are in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    @property
    def basic(self) -> tuple[str, str]:
        """Return user and password, empty where there are none."""
        encoded = self.headers.get("authorization", "").removeprefix("Basic ")
        user, _, password = base64.b64decode(encoded).decode().partition(":")
        return user, password

    @property
    def form(self) -> dict[str, str]:
        """Return the fields of a form, the last of each name."""
        fields = parse_qs(self.body.decode(), keep_blank_values=True)
        return {name: values[-1] for name, values in fields.items()}

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered; `content` is written as JSON unless it is bytes."""

    status: int = 200
    content: object = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        return json.dumps(self.content).encode()


@dataclass(frozen=True, slots=True)
class Callback:
    """What a provider tells, signed: the headers beside the body."""

    headers: dict[str, str]
    body: bytes


class Service(ABC):
    """One provider's service; `received` is what it has really done, in order."""

    name: ClassVar[str]
    behaves = ""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.requests: list[Request] = []
        self._seen: set[str] = set()

    @abstractmethod
    def key_of(self, request: Request) -> str:
        """Return what the caller proves itself with; an empty one is refused."""

    @abstractmethod
    def act(self, request: Request) -> Reply:
        """Do what is asked and answer as the provider does."""

    @abstractmethod
    def refuse(self, status: int) -> object:
        """Return the body with which the provider says that status."""

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return the news of an entry, signed as the provider does."""
        raise NotImplementedError

    def answer(self, request: Request, behaviour: str) -> Reply:
        """Answer, and do what is asked where the behaviour is none that refuses."""
        self.requests.append(request)
        if behaviour not in REFUSALS:
            return self.act(request)
        wait = {"Retry-After": str(RETRY_AFTER)} if behaviour == "limited" else {}
        status = REFUSALS[behaviour]
        return Reply(status, self.refuse(status), wait)

    def tell(self, url: str, state: str, number: int = -1) -> Answer:
        """Send a signed callback about one entry."""
        told = self.callback(self.received[number], state, url)
        return send("POST", url, content=told.body, headers=told.headers)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = await _read(scope, receive)
        if request.path.startswith("/_"):
            await _write(send, await asyncio.to_thread(self._control, request))
            return
        behaviour = self.behaviour_of(request)
        await self.deliver(behaviour, self.answer(request, behaviour), receive, send)

    async def deliver(self, behaviour: str, reply: Reply, receive: Receive, send: Send) -> None:
        """Write the reply in the way that the behaviour asks for."""
        await _deliver(behaviour, reply, receive, send)

    def behaviour_of(self, request: Request) -> str:
        """Return how this request is answered; `once` wears off."""
        key = self.key_of(request)
        if not key:
            return "wrong"
        said = self.behaves or key
        found = next((word for word in (*REFUSALS, *ANSWERS) if word in said), "")
        if "once" in key and key in self._seen:
            return ""
        self._seen.add(key)
        return found

    def _control(self, request: Request) -> Reply:
        if request.method == "POST" and request.path == "/_tell":
            return Reply(content={"status": self.tell(**request.json()).status})
        if request.method == "DELETE":
            self.received.clear()
        return Reply(content=self.received)


async def _read(scope: Message, receive: Receive) -> Request:
    body, is_more = b"", True
    while is_more:
        message = await receive()
        body += message.get("body", b"")
        is_more = message.get("more_body", False)
    headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
    return Request(scope["method"], scope["path"], scope["query_string"].decode(), headers, body)


async def wait_for_nothing(receive: Receive) -> None:
    """Return when whoever has asked has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _deliver(behaviour: str, reply: Reply, receive: Receive, send: Send) -> None:
    if behaviour == "silent":
        await wait_for_nothing(receive)
    elif behaviour == "slow":
        await _write_slowly(send, reply)
    elif behaviour == "huge":
        await _write(send, Reply(reply.status, b" " * HUGE))
    elif behaviour == "garbled":
        await _write(send, Reply(reply.status, b'{"id": "unfin', _JSON))
    else:
        await _write(send, reply)


_JSON = {"Content-Type": "application/json"}


async def _write(send: Send, reply: Reply) -> None:
    await send(_start(reply))
    await send({"type": "http.response.body", "body": reply.body})


async def _write_slowly(send: Send, reply: Reply) -> None:
    await send(_start(reply))
    for byte in reply.body + b" " * 2_000:
        await send({"type": "http.response.body", "body": bytes([byte]), "more_body": True})
        await asyncio.sleep(0.05)
    await send({"type": "http.response.body", "body": b""})


def _start(reply: Reply) -> Message:
    usual = {} if isinstance(reply.content, bytes) else _JSON
    headers = {**usual, **reply.headers}
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http.response.start", "status": reply.status, "headers": pairs}
