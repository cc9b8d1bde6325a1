"""The way from the libraries of models, which speak through httpx2, to the shop's own way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import httpx2

from commerce.core.http_streams import Patience, Stream, open_stream


@dataclass
class Way:
    """How one answer is waited for, and what has to be closed after it."""

    patience: Patience
    opened: ExitStack = field(default_factory=ExitStack)


@contextmanager
def open_client(patience: Patience) -> Iterator[httpx2.Client]:
    """Give a library a client for one answer, whose requests raise OutgoingError."""
    way = Way(patience)
    with way.opened, make_client(lambda: way) as client:
        yield client


def make_client(find_way: Callable[[], Way]) -> httpx2.Client:
    """Return a client that follows no redirect; each request goes out as `find_way` says then."""
    return httpx2.Client(transport=_Door(find_way), trust_env=False, follow_redirects=False)


class _Door(httpx2.BaseTransport):
    def __init__(self, find_way: Callable[[], Way]) -> None:
        self._find_way = find_way

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        way = self._find_way()
        with ExitStack() as opened:
            stream = opened.enter_context(
                open_stream(
                    request.method,
                    str(request.url),
                    content=request.read(),
                    headers=dict(request.headers),
                    patience=way.patience,
                )
            )
            body = _Body(stream, opened.pop_all())
        way.opened.callback(body.close)
        return httpx2.Response(stream.status, headers=dict(stream.headers), stream=body)


class _Body(httpx2.SyncByteStream):
    """Keeps the connection open until it was read."""

    def __init__(self, stream: Stream, opened: ExitStack) -> None:
        self._stream = stream
        self._opened = opened

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream.chunks

    def close(self) -> None:
        self._opened.close()
