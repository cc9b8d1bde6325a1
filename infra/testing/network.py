"""Keeps the tests on this machine: a connection to anywhere else fails at once, with the reason."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest


class NetworkAccessError(RuntimeError):
    """A test tried to reach another machine."""


def _is_loopback(host: str) -> bool:
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _LoopbackSocket(socket.socket):
    """A socket that connects to this machine only."""

    def connect(self, address: object) -> None:
        _check(self.family, address)
        super().connect(address)  # type: ignore[arg-type]

    def connect_ex(self, address: object) -> int:
        _check(self.family, address)
        return super().connect_ex(address)  # type: ignore[arg-type]


def _check(family: int, address: object) -> None:
    if family not in {socket.AF_INET, socket.AF_INET6} or not isinstance(address, tuple):
        return
    if not _is_loopback(str(address[0])):
        raise NetworkAccessError(f"A test tried to connect to {address[0]}:{address[1]}.")


def _resolve_loopback(host: object, *arguments: object, **options: object) -> object:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if not _is_loopback(name):
        raise NetworkAccessError(f"A test tried to look up {name}.")
    return _getaddrinfo(host, *arguments, **options)  # type: ignore[arg-type]


_getaddrinfo = socket.getaddrinfo


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection and every name that is not this machine's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _LoopbackSocket)
        patch.setattr(socket, "getaddrinfo", _resolve_loopback)
        yield
