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
    supervisor = Supervisor(console)
    try:
        supervisor.start([_server(database_url, port, environment)])
        yield f"http://{HOST}:{port}"
    finally:
        supervisor.stop()


def _server(database_url: str, port: int, environment: Mapping[str, str]) -> Server:
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
