"""The way from the libraries of models, which speak through httpx2, to the shop's own way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx2

from commerce.core.http_streams import Patience, Stream, open_stream


@contextmanager
def open_client(patience: Patience) -> Iterator[httpx2.Client]:
    """Give a library a client that follows no redirect; its requests raise OutgoingError."""
    with httpx2.Client(
        transport=_Door(patience), trust_env=False, follow_redirects=False
    ) as client:
        yield client


class _Door(httpx2.BaseTransport):
    def __init__(self, patience: Patience) -> None:
        self._patience = patience

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        with ExitStack() as opened:
            stream = opened.enter_context(
                open_stream(
                    request.method,
                    str(request.url),
                    content=request.read(),
                    headers=dict(request.headers),
                    patience=self._patience,
                )
            )
            return httpx2.Response(
                stream.status,
                headers=dict(stream.headers),
                stream=_Body(stream, opened.pop_all()),
            )


class _Body(httpx2.SyncByteStream):
    """Keeps the connection open until it was read."""

    def __init__(self, stream: Stream, opened: ExitStack) -> None:
        self._stream = stream
        self._opened = opened

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream.chunks

    def close(self) -> None:
        self._opened.close()
