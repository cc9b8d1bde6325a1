"""The server under measurement: two processes with persistent connections to PostgreSQL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from infra.launch.console import Console
from infra.launch.ports import HOST, find_free_ports
from infra.launch.servers import web_server
from infra.launch.supervisor import Server, Supervisor

WORKERS, THREADS = 2, 4


@contextmanager
def running_server(
    database_url: str, console: Console, environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Serve the shop from that database for the length of the block; gives the address.

    `environment` holds further settings of the server.
    """
    (port,) = find_free_ports(1)
    with supervised(heron_server(database_url, port, environment), console) as address:
        yield address


@contextmanager
def supervised(server: Server, console: Console) -> Iterator[str]:
    """Keep a server for the length of the block; gives its address."""
    supervisor = Supervisor(console)
    try:
        supervisor.start([server])
        yield f"http://{HOST}:{server.port}"
    finally:
        supervisor.stop()


def heron_server(
    database_url: str, port: int, environment: Mapping[str, str] = MappingProxyType({})
) -> Server:
    """Heron as it is measured."""
    return Server(
        name="bench",
        command=web_server(port, "--workers", str(WORKERS), "--log-level", "error"),
        environment={
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "infra.bench.settings",
            "FRONT_THREADS": str(THREADS),
            "LOG_LEVEL": "WARNING",
            **environment,
        },
        port=port,
        health_path="/api/v1/health/live",
    )
