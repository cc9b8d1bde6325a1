"""What the shop stands on: what taking orders needs, and what works beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache as remember
from typing import Any, Final

from celery import current_app
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from commerce.core import selectors
from commerce.core.enums import DeliveryStatus, Process
from commerce.integrations.selectors import count_by_missing_key, list_failing
from commerce.payments.selectors import find_last_check
from infra.cache import OUTAGE as CACHE_OUTAGE
from search.engines.base import RemoteEngine
from search.engines.choice import get_engine
from search.engines.database import DatabaseEngine
from search.errors import EngineUnavailableError
from search.indexing.sources import list_sources

FAILURES = (DatabaseError, InterfaceError, OperationalError, RedisError, OSError)
BROKER_SECONDS: Final = 2
# Silence after which a process counts as gone: a few of its own intervals.
SILENCE: Final = {Process.WORKER: timedelta(seconds=30), Process.CLOCK: timedelta(seconds=60)}
LATE: Final = timedelta(minutes=1)
# Without these nothing can be put into a cart, kept in stock or ordered.
TABLES: Final = frozenset({"basket_basket", "partner_stockrecord", "order_order"})

State = Mapping[str, Any]
Check = Callable[[], State]
OK: State = {"status": "ok"}
DEGRADED: State = {"status": "degraded"}
UNAVAILABLE: State = {"status": "unavailable"}
UNKNOWN: State = {"status": "unknown"}


def needed_states() -> dict[str, State]:
    """The parts without which no order can be taken."""
    return {name: _ask(check, UNAVAILABLE) for name, check in NEEDED.items()}


def other_states(*, has_database: bool) -> dict[str, State]:
    """The parts without which the shop sells on, and something waits or is missing."""
    states = {name: _ask(check, UNAVAILABLE) for name, check in BESIDE.items()}
    kept = {name: _ask(check, UNKNOWN) if has_database else UNKNOWN for name, check in KEPT.items()}
    return states | kept


def search_state(*, has_database: bool) -> State:
    """What answers searches now; without the engine, or before there is an index, the database."""
    engine = get_engine()
    instead = {"engine": DatabaseEngine.name, "is_degraded": True}
    if isinstance(engine, RemoteEngine) and not _answers(engine):
        return {**UNAVAILABLE, **instead}
    if has_database and not _has_all_indexes():
        return {**DEGRADED, "engine": engine.name, "is_degraded": True}
    return {**OK, "engine": engine.name, "is_degraded": False}


def _ask(check: Check, failed: State) -> State:
    try:
        return check()
    except FAILURES:
        # The reason is in the log of the dependency; the answer is public and says only "which".
        return failed


def _answers(engine: RemoteEngine) -> bool:
    try:
        engine.check()
    except EngineUnavailableError:
        return False
    return True


def _has_all_indexes() -> bool:
    try:
        live = {state.name for state in get_engine().list_states() if state.is_live}
        return all(source.index in live for source in list_sources())
    except (EngineUnavailableError, *FAILURES):
        return False


def _database() -> State:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _tables() -> State:
    applied = MigrationRecorder(connection).applied_migrations()
    there = set(connection.introspection.table_names())
    return OK if there >= TABLES and newest_migrations() <= applied.keys() else UNAVAILABLE


@remember
def newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app of this release."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _cache() -> State:
    cache.set("health", "ok", timeout=10)
    return OK if cache.get("health") == "ok" and not CACHE_OUTAGE.is_on else UNAVAILABLE


def _broker() -> State:
    with closing(current_app.connection_for_write(connect_timeout=BROKER_SECONDS)) as broker:
        broker.ensure_connection(max_retries=0, timeout=BROKER_SECONDS)
    return OK


def _worker() -> State:
    return _heard_of(Process.WORKER)


def _clock() -> State:
    return _heard_of(Process.CLOCK)


def _heard_of(process: Process) -> State:
    beaten_at = selectors.find_heartbeat(process)
    if beaten_at is None:
        return UNAVAILABLE
    is_there = timezone.now() - beaten_at <= SILENCE[process]
    return {**(OK if is_there else UNAVAILABLE), "seconds": _seconds_since(beaten_at)}


def _deliveries() -> State:
    oldest = selectors.find_oldest_due()
    if oldest is None:
        return {**OK, "seconds": 0}
    is_late = timezone.now() - oldest > LATE
    return {**(DEGRADED if is_late else OK), "seconds": _seconds_since(oldest)}


def _dead_letters() -> State:
    number = selectors.list_deliveries(status=DeliveryStatus.DEAD).count()
    return {**(DEGRADED if number else OK), "count": number}


def _integrations() -> State:
    """How many live providers fail, or cannot be used because their key is missing."""
    number = list_failing().count() + sum(count_by_missing_key().values())
    return {**(DEGRADED if number else OK), "count": number}


def _ledger() -> State:
    """How much the last look through the ledger has found."""
    last = find_last_check()
    number = last.findings if last else 0
    return {**(DEGRADED if number else OK), "count": number}


def _seconds_since(moment: datetime) -> int:
    return max(int((timezone.now() - moment).total_seconds()), 0)


NEEDED: Mapping[str, Check] = {"database": _database, "tables": _tables}
BESIDE: Mapping[str, Check] = {"cache": _cache, "broker": _broker}
# These are told by the database.
KEPT: Mapping[str, Check] = {
    "worker": _worker,
    "clock": _clock,
    "deliveries": _deliveries,
    "dead_letters": _dead_letters,
    "integrations": _integrations,
    "ledger": _ledger,
}
