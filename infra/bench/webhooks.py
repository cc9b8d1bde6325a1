"""How long after its commit an event is at those who hear it, while one of them does not answer."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from django.conf import settings
from django.db import transaction

from commerce.accounts.events import UserRegistered
from commerce.accounts.models import User
from commerce.accounts.services import ensure_membership
from commerce.core.bus import publish
from commerce.tenancy.selectors import get_default_channel
from commerce.webhooks.services.endpoints import create_endpoint
from infra.bench import shop
from infra.celery import app
from infra.fakes.webhook_receiver import Receiver, receiving
from infra.launch.console import Console
from infra.launch.servers import worker_server
from infra.launch.supervisor import Supervisor
from infra.settings.environment import VAR_DIR

DATABASE: Final = "heron_bench_webhooks"
ENDPOINTS: Final = 50
EVENTS: Final = 30
PAUSE: Final = 1.0
PRIVATE: Final = "127.0.0.1"
PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Arrivals:
    """Seconds from the commit to the endpoint, and what did not arrive in time or came twice."""

    seconds: list[float]
    missing: int
    doubled: int

    def describe(self) -> str:
        p95 = quantiles(self.seconds, n=20)[-1]
        return (
            f"{EVENTS} events, {ENDPOINTS} endpoints of which one hangs: from the commit to the "
            f"endpoint {median(self.seconds):.2f} s (median), {p95:.2f} s (p95), "
            f"{max(self.seconds):.2f} s (longest); {self.missing} missing, {self.doubled} twice"
        )


def measure(console: Console) -> Arrivals:
    """Measure with a worker as `make run` starts it, on PostgreSQL and a queue in folders."""
    database_url = shop.use_database(DATABASE, is_fresh=True)
    settings.WEBHOOK_PRIVATE_HOSTS = [PRIVATE]
    with tempfile.TemporaryDirectory() as folder, receiving() as receiver:
        _use_broker(Path(folder))
        people = _prepare(receiver)
        with _worker(console, database_url, Path(folder)):
            committed = {person.public_id: _register(person) for person in people}
            _wait(receiver, len(people) * (ENDPOINTS - 1))
        return _arrivals(receiver, committed)


def _prepare(receiver: Receiver) -> list[User]:
    channel = shop.make_channel(shop.LOCALES)
    for number in range(ENDPOINTS):
        path = f"hang?{number}" if number == 0 else f"ok?{number}"
        create_endpoint(
            channel=channel,
            url=receiver.url(path),
            events=["customer.registered"],
            owner_email="owner@example.com",
        )
    people = [User.objects.create(email=f"{number}@example.com") for number in range(EVENTS + 1)]
    for person in people:
        ensure_membership(user=person, tenant_id=channel.tenant_id)
    return people


def _use_broker(folder: Path) -> None:
    """Wake the worker that is to come. Before the first event: connections are kept."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    moved = {
        name: str(value).replace(str(VAR_DIR), str(folder)) if "folder" in name else value
        for name, value in options.items()
    }
    for name, value in moved.items():
        if "folder" in name:
            Path(str(value)).mkdir(parents=True, exist_ok=True)
    app.conf.update(broker_url="files://localhost", broker_transport_options=moved)


@contextmanager
def _worker(console: Console, database_url: str, folder: Path) -> Iterator[None]:
    environment = {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "infra.settings.development",
        "HERON_VAR_DIR": str(folder),
        "SECRET_KEY": settings.SECRET_KEY,
        "REDIS_URL": "",
        "WEBHOOK_PRIVATE_HOSTS": PRIVATE,
    }
    supervisor = Supervisor(console)
    try:
        supervisor.start([worker_server(environment)])
        yield
    finally:
        supervisor.stop()


def _register(person: User) -> float:
    """Publish the event, rest, and return the moment of the commit."""
    moments: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: moments.append(time.time()))
        publish(UserRegistered(user_id=person.pk, channel_id=get_default_channel().pk))
    time.sleep(PAUSE)
    return moments[0]


def _wait(receiver: Receiver, wanted: int) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while len(receiver.taken) < wanted and time.monotonic() < give_up_at:
        time.sleep(0.1)


def _arrivals(receiver: Receiver, committed: dict[str, float]) -> Arrivals:
    """Leave the first event out: the worker's processes load what they need with it."""
    first = next(iter(committed))
    came: dict[tuple[str, str], list[float]] = {}
    for each in receiver.taken:
        person = each.body["data"]["id"]
        if person != first:
            came.setdefault((person, each.path), []).append(each.at - committed[person])
    wanted = EVENTS * (ENDPOINTS - 1)
    return Arrivals(
        seconds=[times[0] for times in came.values()],
        missing=wanted - len(came),
        doubled=sum(len(times) - 1 for times in came.values()),
    )
