"""Redis or PostgreSQL dead, or frozen: what shoppers do goes on, and nobody waits for long."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError, connection
from redis import Redis
from redis.exceptions import RedisError

from infra import cache as cache_module
from infra.launch.ports import HOST, find_free_ports
from infra.launch.processes import wait_until
from infra.postgresql import driver
from infra.postgresql.base import DatabaseWrapper
from infra.testing.engines import give_up

OUTAGE_LOGGER = "commerce.core.outages"
LOOK_UP = "/api/v1/orders/100001/?email=ada@example.com"


@pytest.fixture(autouse=True)
def nothing_is_away():
    LocMemCache("while-redis-is-away", {}).clear()
    for outage in (cache_module.OUTAGE, driver.OUTAGE):
        outage.end()
    yield
    for outage in (cache_module.OUTAGE, driver.OUTAGE):
        outage.end()


@pytest.fixture
def redis_server():
    """A Redis of the test's own, to be frozen and killed."""
    if shutil.which("redis-server") is None:
        give_up("redis-server is not installed; `make services` installs it")
    (port,) = find_free_ports(1)
    process = subprocess.Popen(
        ["redis-server", "--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    try:
        assert wait_until(lambda: _answers(port), seconds=20)
        yield process, port
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()


def _answers(port):
    with closing(Redis(host=HOST, port=port)) as client:
        try:
            return client.ping()
        except RedisError:
            return False


def use_redis(settings, port):
    settings.CACHES = {
        "default": {
            "BACKEND": "infra.cache.OwnMemoryFallback",
            "LOCATION": f"redis://{HOST}:{port}/0",
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        }
    }


def stop(process):
    process.send_signal(signal.SIGSTOP)


def kill(process):
    process.kill()
    process.wait()


@pytest.mark.parametrize("take_away", [stop, kill])
def test_limits_go_on_counting_when_the_cache_is_taken_away(
    api, channel, settings, redis_server, take_away, caplog
):
    process, port = redis_server
    use_redis(settings, port)
    assert api.get(LOOK_UP).status_code == 404

    take_away(process)
    began = time.monotonic()
    statuses = [api.get(LOOK_UP).status_code for _ in range(40)]

    assert set(statuses) == {404, 429}
    assert statuses == sorted(statuses)
    assert time.monotonic() - began < 30
    events = [each.msg["event"] for each in caplog.records if each.name == OUTAGE_LOGGER]
    assert events == ["service_unavailable"]


def test_the_shared_cache_is_used_again_when_it_is_back(settings, redis_server, monkeypatch):
    process, port = redis_server
    use_redis(settings, port)
    cache = caches["default"]
    cache.set("from", "redis")
    stop(process)
    assert cache.get("from") is None
    cache.set("from", "here")
    assert (cache.get("from"), cache.incr("count", 1) if cache.add("count", 1) else 0) == (
        "here",
        2,
    )

    process.send_signal(signal.SIGCONT)
    monkeypatch.setattr(cache_module.OUTAGE, "_asks_again_at", 0.0)

    assert cache.get("from") == "redis"
    assert cache.get("count") is None
    stop(process)
    monkeypatch.setattr(cache_module.OUTAGE, "_asks_again_at", 0.0)
    assert cache.get("from") is None


class FrozenServer:
    """Passes bytes to a real server until it is frozen; then it takes them and says nothing."""

    def __init__(self, address):
        self._address = address
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self.is_frozen = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._address)
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=[source, target], daemon=True).start()

    def _pass(self, source, target):
        try:
            while data := source.recv(65536):
                if not self.is_frozen.is_set():
                    target.sendall(data)
        except OSError:
            return

    def close(self):
        self._listener.close()


@contextmanager
def connection_through(port, **options):
    wanted = {**connection.settings_dict, "HOST": HOST, "PORT": port, "CONN_MAX_AGE": None}
    wanted["OPTIONS"] = {"connect_timeout": 2, **options}
    found = DatabaseWrapper(wanted, alias="frozen")
    try:
        yield found
    finally:
        found.close()


def _ask(database, statement="SELECT 1"):
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_frozen_database_is_given_up_and_refused_at_once_afterwards():
    real = connection.settings_dict
    with (
        closing(FrozenServer((real["HOST"], int(real["PORT"])))) as server,
        connection_through(server.port, statement_seconds=0.5) as database,
    ):
        assert _ask(database) == (1,)
        server.is_frozen.set()
        began = time.monotonic()

        with pytest.raises(OperationalError, match="does not answer"):
            _ask(database)
        assert 1 < time.monotonic() - began < 30

        again = time.monotonic()
        with pytest.raises(OperationalError, match="a moment ago"):
            _ask(database)
        assert time.monotonic() - again < 10


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_takes_too_long_is_cancelled_and_the_connection_kept():
    real = connection.settings_dict
    limit = "-c statement_timeout=200"
    with connection_through(real["PORT"], statement_seconds=0.2, options=limit) as database:
        with pytest.raises(OperationalError, match="statement timeout"):
            _ask(database, "SELECT pg_sleep(30)")

        assert _ask(database) == (1,)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_short_statements_are_not_compiled():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")

        assert cursor.fetchone() == ("off",)


def test_a_database_that_takes_connections_and_says_nothing_is_not_waited_for():
    with socket.create_server((HOST, 0)) as listener:
        address = {"host": HOST, "port": listener.getsockname()[1], "user": "x", "dbname": "x"}
        began = time.monotonic()
        with pytest.raises(psycopg.OperationalError):
            driver.connect(**address, connect_timeout=2)
        with pytest.raises(psycopg.OperationalError, match="a moment ago"):
            driver.connect(**address, connect_timeout=2)

    assert time.monotonic() - began < 4


def test_web_servers_have_a_limit_for_statements_and_commands_have_none():
    program = (
        "import django; from django.conf import settings; {start};"
        "print(settings.DATABASES['default']['OPTIONS'])"
    )
    environment = {**os.environ, "DATABASE_URL": "postgres://x:x@127.0.0.1:1/x"}
    environment["DJANGO_SETTINGS_MODULE"] = "infra.settings.testing"
    options = {
        start: subprocess.run(
            [os.sys.executable, "-c", program.format(start=start)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for start in ("import infra.wsgi", "django.setup()")
    }

    assert "statement_timeout=4000" in options["import infra.wsgi"]
    assert "statement_timeout=0" in options["django.setup()"]
