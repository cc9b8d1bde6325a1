"""From a request of granian to a WSGI call of Django, and back to bytes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from infra.front.bodies import FRAMING, IN_MEMORY, Body

Headers = list[tuple[str, str]]

FIXED: Mapping[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "granian",
    "wsgi.errors": sys.stderr,
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
# What may be named several times, and how its parts are joined.
SEPARATORS = {"cookie": "; "}


class Answer(NamedTuple):
    """An answer in memory."""

    status: int
    headers: Headers
    body: bytes


class LargeAnswer(NamedTuple):
    """An answer whose body lies in a file; whoever sends it closes that."""

    status: int
    headers: Headers
    file: IO[bytes]


class LiveAnswer(NamedTuple):
    """An answer that is still being made; whoever has sent it closes it."""

    status: int
    headers: Headers
    response: Any


def environment_of(scope: Any, headers: Iterable[tuple[str, str]], body: Body) -> dict[str, Any]:
    """The WSGI environment of a request whose body is here.

    A header whose name has an underscore is left out: WSGI could not tell it from the one with a
    hyphen, which proxies and this shop believe.
    """
    server, _, port = scope.server.rpartition(":")
    environment: dict[str, Any] = {
        **FIXED,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body.file,
    }
    for name, value in headers:
        if (key := _key_of(name)) is None:
            continue
        if key in environment:
            value = f"{environment[key]}{SEPARATORS.get(name, ',')}{value}"
        environment[key] = value
    environment["CONTENT_LENGTH"] = str(body.size)
    return environment


@lru_cache(maxsize=1000)
def _key_of(header: str) -> str | None:
    """What WSGI calls a header; None for one that Django does not get to see."""
    if "_" in header or header in FRAMING:
        return None
    key = header.upper().replace("-", "_")
    return key if key == "CONTENT_TYPE" else f"HTTP_{key}"


def call(
    django: Callable[..., Any], environment: Mapping[str, Any]
) -> Answer | LargeAnswer | LiveAnswer:
    """Have Django answer. The whole body is taken in, so that no client can hold up the thread; that of a
    live answer is not made here at all."""
    started: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: Headers, _error: Any = None) -> None:
        started.append((int(status[:3]), headers))

    response = django(environment, start_response)
    if getattr(response, "is_live", False):
        return LiveAnswer(*started[-1], response)
    try:
        if response.streaming:
            return _collect(response, *started[-1])
        return Answer(*started[-1], b"".join(response))
    finally:
        response.close()


def _collect(pieces: Iterable[bytes], status: int, headers: Headers) -> Answer | LargeAnswer:
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever sends the answer closes it
    for piece in pieces:
        file.write(piece)
    is_large = file.tell() > IN_MEMORY
    file.seek(0)
    if is_large:
        return LargeAnswer(status, headers, file)
    with file:
        return Answer(status, headers, file.read())
