"""Delivery of published events, each to each of its consumers.

A delivery that fails is tried again with growing pauses, for about nine hours in all, and
then becomes a dead letter. A dead letter keeps its place: later events of the same
aggregate wait behind it for that consumer, because order was promised. An operator
replays it, or discards it to let the others pass (`manage.py outbox`).

A handler that takes its whole process down leaves no trace of the attempt and is tried
again without end. External handlers are counted before they run.
"""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from itertools import islice

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from commerce.core import registry, selectors
from commerce.core.enums import DeliveryStatus
from commerce.core.events import event_class
from commerce.core.models import OutboxDelivery, OutboxEvent

logger = structlog.get_logger(__name__)

MAX_ATTEMPTS = 20
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)
# How long an external handler may take before another worker repeats it.
EXTERNAL_LEASE = timedelta(minutes=5)
KEEP_SETTLED_FOR = timedelta(days=7)
BATCH_SIZE = 100
RUN_LIMIT = 1000
# So many of what a person waits for go before each of the rest.
A_FEW = 20
# SQLite has one writer at a time and no queue for the others, which look again ever less often. After
# a few deliveries a run leaves them so many seconds between any two: a shopper would wait for ten.
TURN_OF_OTHERS = 0.02


class Outcome(Enum):
    DELIVERED = auto()
    FAILED = auto()
    PASSED_OVER = auto()


class ConsumerMissingError(LookupError):
    """The function that was to receive the event is not registered in this release."""


@dataclass(slots=True)
class RelayReport:
    """What one run did."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    is_limit_reached: bool = False

    @property
    def handled(self) -> int:
        return self.outcomes[Outcome.DELIVERED] + self.outcomes[Outcome.FAILED]


def relay(*, limit: int = RUN_LIMIT) -> RelayReport:
    """Deliver due events until none is left that this worker can get, or `limit` is reached.

    Any number of workers may do this at once: each delivery is locked while it is handled,
    and the others pass it over without waiting. What a person waits for goes before the rest.
    """
    report = RelayReport()
    while (left := limit - report.handled) > 0:
        due = selectors.list_due_deliveries()
        batch = list(due.values_list("pk", flat=True)[: min(BATCH_SIZE, left)])
        in_turn = islice(_in_turn(batch, before=report.handled), left)
        outcomes = Counter(map(deliver, in_turn))
        report.outcomes += outcomes
        if not outcomes[Outcome.DELIVERED] and not outcomes[Outcome.FAILED]:
            return report
    report.is_limit_reached = True
    return report


def _in_turn(batch: Iterable[int], *, before: int) -> Iterator[int]:
    """Yield each, after a few of what a person waits for by then; a long run leaves turns to others."""
    for number, pk in enumerate(batch, before):
        yield from islice(_awaited(), A_FEW)
        if number >= A_FEW and connection.vendor == "sqlite":
            time.sleep(TURN_OF_OTHERS)
        yield pk


def _awaited() -> Iterator[int]:
    """Yield what a person waits for, also what came of one that was yielded; each once."""
    tried: list[int] = []
    while found := _list_awaited(apart_from=tried):
        tried += found
        yield from found


def _list_awaited(*, apart_from: Collection[int]) -> list[int]:
    due = selectors.list_awaited_deliveries().exclude(pk__in=apart_from)
    return list(due.values_list("pk", flat=True)[:A_FEW])


def deliver(pk: int) -> Outcome:
    """Hand one event to one consumer, if it is that delivery's turn.

    The receipt commits together with what the handler wrote. When the handler fails its
    writes are rolled back, and the failure and the time of the next attempt are kept.
    """
    with transaction.atomic():
        delivery = selectors.lock_due_delivery(pk)
        if delivery is None:
            return Outcome.PASSED_OVER
        if delivery.attempts >= MAX_ATTEMPTS:
            return _give_up(delivery)
        delivery.attempts += 1
        consumer = registry.find_consumer(delivery.event.topic, delivery.consumer)
        if consumer is None or not consumer.is_external:
            return _attempt(delivery, consumer, guard=transaction.atomic())
        _lease(delivery)
    return _attempt(delivery, consumer, guard=nullcontext())


def replay(deliveries: QuerySet[OutboxDelivery]) -> int:
    """Give dead letters a fresh set of attempts, starting now. Others are left alone."""
    return deliveries.filter(status=DeliveryStatus.DEAD).update(
        status=DeliveryStatus.PENDING, attempts=0, available_at=timezone.now()
    )


def discard(deliveries: QuerySet[OutboxDelivery]) -> int:
    """Give dead letters up for good, so that the events behind them are delivered."""
    return deliveries.filter(status=DeliveryStatus.DEAD).update(
        status=DeliveryStatus.DISCARDED, settled_at=timezone.now()
    )


def purge(*, older_than: timedelta = KEEP_SETTLED_FOR) -> int:
    """Delete events that every consumer has settled, with their receipts, in small steps."""
    settled = selectors.list_settled_events(older_than=older_than)
    purged = 0
    while batch := list(settled.values_list("pk", flat=True)[:RUN_LIMIT]):
        OutboxEvent.objects.filter(pk__in=batch).delete()
        purged += len(batch)
    return purged


def _attempt(
    delivery: OutboxDelivery,
    consumer: registry.Consumer | None,
    *,
    guard: AbstractContextManager[object],
) -> Outcome:
    try:
        with guard:
            _call(delivery, consumer)
    except Exception as error:  # noqa: BLE001 - one bad handler must not stop the others
        return _record_failure(delivery, error)
    return _record_success(delivery)


def _give_up(delivery: OutboxDelivery) -> Outcome:
    """Bury a delivery whose last attempt ended with its worker, before it takes another one."""
    delivery.status = DeliveryStatus.DEAD
    delivery.last_error = delivery.last_error or "The worker ended during the last attempt."
    delivery.save(update_fields=["status", "last_error"])
    _log_failure(delivery)
    return Outcome.FAILED


def _lease(delivery: OutboxDelivery) -> None:
    """Count the attempt and keep other workers away, also after this transaction ends."""
    delivery.available_at = timezone.now() + EXTERNAL_LEASE
    delivery.save(update_fields=["attempts", "available_at"])


def _call(delivery: OutboxDelivery, consumer: registry.Consumer | None) -> None:
    if consumer is None:
        raise ConsumerMissingError(delivery.consumer)
    event = event_class(delivery.event.topic).from_json(delivery.event.payload)
    consumer.handler(event)


def _record_success(delivery: OutboxDelivery) -> Outcome:
    delivery.status = DeliveryStatus.DONE
    delivery.settled_at = timezone.now()
    delivery.last_error = ""
    delivery.save(update_fields=["attempts", "status", "settled_at", "last_error"])
    return Outcome.DELIVERED


def _record_failure(delivery: OutboxDelivery, error: Exception) -> Outcome:
    delivery.last_error = describe_failure(error)
    delivery.available_at = timezone.now() + pause_before_attempt(delivery.attempts + 1)
    if delivery.attempts >= MAX_ATTEMPTS:
        delivery.status = DeliveryStatus.DEAD
    delivery.save(update_fields=["attempts", "status", "last_error", "available_at"])
    _log_failure(delivery)
    return Outcome.FAILED


def pause_before_attempt(attempt: int) -> timedelta:
    """2 s, 4 s, 8 s … up to an hour, a tenth more or less so that failures do not march in step."""
    pause = min(FIRST_PAUSE * 2 ** max(attempt - 2, 0), LONGEST_PAUSE)
    return pause * random.uniform(0.9, 1.1)  # noqa: S311 - not a secret


def describe_failure(error: Exception) -> str:
    """What failed and where. The message is left out: it may quote personal data or secrets."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *places])


def _log_failure(delivery: OutboxDelivery) -> None:
    log = logger.error if delivery.status == DeliveryStatus.DEAD else logger.warning
    log(
        "outbox_delivery_failed",
        topic=delivery.event.topic,
        event_id=delivery.event.public_id,
        consumer=delivery.consumer,
        attempts=delivery.attempts,
        status=delivery.status,
        error=delivery.last_error,
    )
