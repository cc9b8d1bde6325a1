"""The mark in the database that keeps the demo shop from being set up twice, and one seed at a time."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from commerce.core.locks import lock_number
from commerce.oscar.catalogue.models import Product
from infra.demo.models import DemoSeed
from infra.settings.environment import VAR_DIR

LOCK = "demo seed"
BUSY = "Another process is setting up the demo shop in this database; let it finish, or end it."


def is_finished() -> bool:
    """Whether the demo shop was set up in this database, whatever has become of it since."""
    return DemoSeed.objects.filter(finished_at__isnull=False).exists()


def finished_steps() -> frozenset[str]:
    """The steps that an interrupted seed need not do again."""
    return frozenset(step for seed in DemoSeed.objects.all() for step in seed.steps)


def note_step(name: str) -> None:
    """Remember that a step is done."""
    seed, _is_new = DemoSeed.objects.get_or_create(pk=DemoSeed.ONLY)
    seed.steps = sorted({*seed.steps, name})
    seed.save(update_fields=["steps"])


def note_finish() -> None:
    """Remember that all is done: from now on nothing is set up unless somebody asks for it."""
    DemoSeed.objects.get_or_create(pk=DemoSeed.ONLY)
    DemoSeed.objects.filter(finished_at=None).update(finished_at=timezone.now())


def is_earlier_seed(*, products: int, tenant: str) -> bool:
    """Whether a release that left no marks set the shop up here: the tenant has all the products."""
    if DemoSeed.objects.exists():
        return False
    return Product.objects.filter(tenant__code=tenant, parent=None).count() >= products


@contextmanager
def only_one_seed() -> Iterator[None]:
    """Hold the database's seed for the length of the block. Raises CommandError when it is held.

    The lock dies with its process, however that ends.
    """
    with _postgresql_lock() if connection.vendor == "postgresql" else _file_lock():
        yield


@contextmanager
def _postgresql_lock() -> Iterator[None]:
    number = lock_number(LOCK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise CommandError(BUSY)
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def _file_lock() -> Iterator[None]:
    name = hashlib.sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:12]
    path = VAR_DIR / "run" / f"seed-{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(BUSY) from error
        yield
