"""The application granian serves: `granian --interface rsgi infra.front.application:application`.

A request is taken in whole by an event loop, then handed to one of a few threads that run Django,
and its answer is sent by the event loop again: a client that is slow to send or to read never holds
a thread. Whether the process is alive is answered without any thread at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings
from django.urls import reverse

from commerce.core.api.errors import API_PREFIX
from commerce.core.api.events import MEDIA_TYPE as EVENTS
from commerce.core.api.problems import MEDIA_TYPE, problem_of
from commerce.core.errors import DomainError
from infra.front.bodies import limit_of, read_body
from infra.front.flows import Flows
from infra.front.gateway import LargeAnswer, LiveAnswer, environment_of
from infra.front.threads import Threads
from infra.wsgi import application as django_application

PIECE_SIZE = 64 * 1024
ALIVE = b'{"status":"ok"}'
ALIVE_HEADERS = [("content-type", "application/json"), ("cache-control", "no-store")]


class Scope(Protocol):
    """What granian tells of a request; `path` is decoded, names of headers are in lower case."""

    method: str
    path: str
    query_string: str
    scheme: str
    http_version: str
    client: str
    server: str

    @property
    def headers(self) -> Any: ...


class Front:
    """Takes requests in, has Django answer them, sends the answers out."""

    def __init__(self, django: Callable[..., Any]) -> None:
        self._threads = Threads(django)
        self._flows = Flows()
        self._alive_path = reverse("health-live")

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._threads.start(count=settings.FRONT_THREADS, loop=loop)

    async def __rsgi__(self, scope: Scope, protocol: Any) -> None:
        if scope.path == self._alive_path and scope.method in ("GET", "HEAD"):
            protocol.response_bytes(200, ALIVE_HEADERS, ALIVE)
            return
        headers = scope.headers.items()
        try:
            if any(name == "accept" and EVENTS in value for name, value in headers):
                self._flows.require_room()
            body = await read_body(protocol, headers, limit=limit_of(scope.path))
            rest = await self._threads.run(environment_of(scope, headers, body), protocol)
        except DomainError as refusal:
            _refuse(scope, protocol, refusal)
        else:
            if isinstance(rest, LiveAnswer):
                await self._flows.send(protocol, rest)
            elif rest is not None:
                await _send(protocol, rest)


async def _send(protocol: Any, answer: LargeAnswer) -> None:
    """Send a large answer piece by piece, as long as the client reads it."""
    with answer.file as file:
        stream = protocol.response_stream(answer.status, answer.headers)
        while piece := file.read(PIECE_SIZE):
            async with asyncio.timeout(settings.FRONT_IDLE_SECONDS):
                await stream.send_bytes(piece)


def _refuse(scope: Scope, protocol: Any, refusal: DomainError) -> None:
    """Answer without Django, and close: what is left of the body is not waited for."""
    problem = problem_of(refusal)
    if scope.path.startswith(API_PREFIX):
        body, kind = problem.as_bytes(instance=scope.path), MEDIA_TYPE
    else:
        body, kind = problem.detail.encode(), "text/plain; charset=utf-8"
    headers = [("connection", "close"), ("content-type", kind), *problem.headers.items()]
    protocol.response_bytes(problem.status, headers, body)


application = Front(django_application)
