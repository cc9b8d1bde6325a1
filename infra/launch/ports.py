"""Finds out whether a port is free before minutes are spent on preparing."""

import contextlib
import errno
import socket

from infra.launch.errors import LaunchError

HOST = "127.0.0.1"


def check_port_is_free(port: int, *, option: str) -> None:
    """Fail with a sentence that names the way out when something listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise LaunchError(_explain(port, option, error)) from error


def _explain(port: int, option: str, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use; choose another one with {option} PORT."
    return f"Port {port} cannot be used ({error.strerror}); choose another one with {option} PORT."


def find_free_ports(count: int) -> list[int]:
    """Ports that nobody uses now, all different."""
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind((HOST, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
