"""Real questions to the running services, each in the service's own wire protocol.

A port that accepts connections proves nothing: a service counts as up when it answered a query.
Each probe returns True or False and never raises for a service that is still starting.
"""

import http.client
import json
import socket
import struct
from collections.abc import Callable

from infra.launch.web import ask
from infra.services.addresses import ELASTICSEARCH, HOST, POSTGRESQL, REDIS, STRIPE_MOCK

TIMEOUT_SECONDS = 3.0


def _answers(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError, http.client.HTTPException, struct.error):
        return False


def _connect(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=TIMEOUT_SECONDS)


def ask_postgresql() -> bool:
    """Whether `SELECT 1` in the database returns a row."""
    return _answers(_select_one)


def _select_one() -> bool:
    parameters = b"user\0heron\0database\0heron\0\0"
    with _connect(POSTGRESQL.port) as link, link.makefile("rb") as answers:
        link.sendall(struct.pack("!ii", len(parameters) + 8, 196608) + parameters)
        while _read_message(answers.read) != b"Z":
            pass
        query = b"SELECT 1\0"
        link.sendall(b"Q" + struct.pack("!i", len(query) + 4) + query)
        kinds = {_read_message(answers.read) for _ in range(4)}
        return b"D" in kinds


def _read_message(read: Callable[[int], bytes]) -> bytes:
    kind, length = struct.unpack("!ci", read(5))
    read(length - 4)
    if kind == b"E":
        raise ValueError("PostgreSQL answered with an error")
    return bytes(kind)


def ask_redis() -> bool:
    """Whether a command is carried out."""
    return _answers(_echo)


def _echo() -> bool:
    with _connect(REDIS.port) as link:
        link.sendall(b"*2\r\n$4\r\nECHO\r\n$5\r\nheron\r\n")
        return link.recv(64) == b"$5\r\nheron\r\n"


def ask_elasticsearch() -> bool:
    """Whether the cluster can take documents."""
    return _answers(_read_cluster_health)


def _read_cluster_health() -> bool:
    status, body = ask(
        ELASTICSEARCH.port,
        "/_cluster/health?timeout=1s&wait_for_status=yellow",
        timeout=TIMEOUT_SECONDS,
    )
    return status == http.client.OK and json.loads(body)["status"] in {"green", "yellow"}


def ask_stripe_mock() -> bool:
    """Whether a customer list is returned for a test key."""
    return _answers(_list_customers)


def _list_customers() -> bool:
    key = "Bearer sk_test_probe"
    status, _body = ask(
        STRIPE_MOCK.port, "/v1/customers", timeout=TIMEOUT_SECONDS, authorization=key
    )
    return status == http.client.OK


PROBES: dict[str, Callable[[], bool]] = {
    POSTGRESQL.name: ask_postgresql,
    REDIS.name: ask_redis,
    ELASTICSEARCH.name: ask_elasticsearch,
    STRIPE_MOCK.name: ask_stripe_mock,
}
