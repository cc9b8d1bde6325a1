"""The server under measurement: two processes with persistent connections to PostgreSQL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from infra.launch.console import Console
from infra.launch.places import VIRTUAL_ENVIRONMENT
from infra.launch.ports import HOST, find_free_ports
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
    bind = ["--host", HOST, "--port", str(port), "--no-ws", "--log-level", "error"]
    size = ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    granian = str(VIRTUAL_ENVIRONMENT / "bin" / "granian")
    return Server(
        name="bench",
        command=[granian, "--interface", "wsgi", *bind, *size, "infra.wsgi:application"],
        environment={
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "infra.bench.settings",
            "LOG_LEVEL": "WARNING",
            **environment,
        },
        port=port,
        health_path="/api/v1/health/live",
    )
