"""Outgoing HTTP whose answer is read as it comes, with the same guard of addresses as `http`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore

from .http import (
    MAX_BODY_BYTES,
    BodyTooLargeError,
    IPAddress,
    NotReachedError,
    TimedOutError,
    UnreachableError,
    UntrustedError,
    checked_target,
    is_untrusted,
    trusted,
)


class Patience:
    """How many seconds an answer may take to its first piece, be silent after that, and take in all,
    from when it is asked for.

    The reader tells with `heard` that the first piece has come: bytes alone, such as those that keep
    a connection open, are none.
    """

    def __init__(self, *, connect: float, first: float, silence: float, whole: float) -> None:
        self.connect = connect
        self._first, self._silence, self._whole = first, silence, whole
        self._began = time.monotonic()
        self._has_heard = False

    def begin(self) -> None:
        self._began = time.monotonic()

    def heard(self) -> None:
        self._has_heard = True

    def left(self) -> float:
        """Return for how long the next bytes may be waited for; not above zero when it is over."""
        since = time.monotonic() - self._began
        nearest = self._silence if self._has_heard else self._first - since
        return min(nearest, self._whole - since)


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer of which no more than the head was read."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


@contextmanager
def open_stream(
    method: str,
    url: str,
    *,
    content: bytes,
    headers: Mapping[str, str],
    patience: Patience,
) -> Iterator[Stream]:
    """Send one request and give its answer while the block runs, over a connection of its own.

    Raises OutgoingError, also from the chunks.
    """
    target, addresses = checked_target(url)
    patience.begin()
    asked = [(name, value) for name, value in headers.items() if name.lower() != "accept-encoding"]
    with (
        _explained(target.host),
        httpcore.ConnectionPool(
            ssl_context=trusted(), network_backend=_Backend(addresses, patience)
        ) as pool,
        pool.stream(
            method,
            str(target),
            headers=[*asked, ("Accept-Encoding", "identity")],
            content=content,
        ) as response,
    ):
        pairs = ((name.decode().lower(), value.decode()) for name, value in response.headers)
        yield Stream(response.status, dict(pairs), _read(response, target.host))


def _read(response: httpcore.Response, host: str) -> Iterator[bytes]:
    size = 0
    with _explained(host):
        for chunk in response.iter_stream():
            size += len(chunk)
            if size > MAX_BODY_BYTES:
                raise BodyTooLargeError(f"{host} sent too much.")
            yield chunk


@contextmanager
def _explained(host: str) -> Iterator[None]:
    try:
        yield
    except (httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
        raise TimedOutError(f"{host}: {type(error).__name__}") from None
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        kind = UntrustedError if is_untrusted(error) else NotReachedError
        raise kind(f"{host}: {type(error).__name__}") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.PoolTimeout) as error:
        raise UnreachableError(f"{host}: {type(error).__name__}") from None


class _Backend(httpcore.NetworkBackend):
    """Connects to the given addresses, one after the other, whatever host is named."""

    def __init__(self, addresses: list[IPAddress], patience: Patience) -> None:
        self._addresses = addresses
        self._patience = patience
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = map(str, self._addresses)
        seconds = self._patience.connect
        for address in others:
            try:
                return _Connection(self._inner.connect_tcp(address, port, seconds), self._patience)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return _Connection(self._inner.connect_tcp(last, port, seconds), self._patience)


class _Connection(httpcore.NetworkStream):
    """A connection that is read for as long as the patience lasts at each moment."""

    def __init__(self, inner: httpcore.NetworkStream, patience: Patience) -> None:
        self._inner = inner
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._patience.left()
        if left <= 0:
            raise httpcore.ReadTimeout
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._patience.connect)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._patience.connect)
        return _Connection(inner, self._patience)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
