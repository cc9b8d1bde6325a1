"""Reads of the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from commerce.core import registry
from commerce.core.enums import UNSETTLED, DeliveryStatus
from commerce.core.models import Heartbeat, IdempotencyRecord, OutboxDelivery, OutboxEvent


def list_due_deliveries() -> QuerySet[OutboxDelivery]:
    """Deliveries whose time has come, in the order of publishing.

    Those that wait behind a failing one are left out; those behind one that is due itself
    are listed, because a run that works through the list reaches them in order.
    """
    now = timezone.now()
    stuck = _earlier_in_line().filter(Q(status=DeliveryStatus.DEAD) | Q(available_at__gt=now))
    return OutboxDelivery.objects.filter(_is_due(now) & _is_free(stuck)).order_by("event_id", "pk")


def list_awaited_deliveries() -> QuerySet[OutboxDelivery]:
    """Due deliveries that a person waits for, in the order of publishing."""
    return list_due_deliveries().filter(consumer__in=registry.list_awaited())


def lock_due_delivery(pk: int) -> OutboxDelivery | None:
    """Lock a delivery that is next in its line, with its event.

    None when it is settled, not due, behind an unsettled one, or in the hands of another
    worker: never waits where the database can skip locked rows. Needs a transaction.
    """
    features = connection.features
    locked = OutboxDelivery.objects.select_for_update(
        skip_locked=features.has_select_for_update_skip_locked,
        of=("self",) if features.has_select_for_update_of else (),
    )
    return (
        locked.filter(_is_due(timezone.now()) & _is_free(_earlier_in_line()), pk=pk)
        .select_related("event")
        .first()
    )


def list_deliveries(
    *, status: DeliveryStatus, topic: str | None = None, consumer: str | None = None
) -> QuerySet[OutboxDelivery]:
    found = OutboxDelivery.objects.filter(status=status).select_related("event")
    if topic is not None:
        found = found.filter(event__topic=topic)
    if consumer is not None:
        found = found.filter(consumer=consumer)
    return found.order_by("event_id", "pk")


def list_settled_events(*, older_than: timedelta) -> QuerySet[OutboxEvent]:
    """Old events that no consumer waits for any more."""
    published_before = timezone.now() - older_than
    waiting = OutboxDelivery.objects.filter(event=OuterRef("pk"), status__in=UNSETTLED)
    return OutboxEvent.objects.filter(~Exists(waiting), published_at__lt=published_before)


def count_deliveries() -> dict[str, int]:
    """How many deliveries there are in each state, zero included."""
    counted = OutboxDelivery.objects.values_list("status").annotate(number=Count("pk"))
    found = dict(counted.order_by())
    return {status: found.get(status, 0) for status in DeliveryStatus.values}


def list_expired_answers(*, now: datetime) -> QuerySet[IdempotencyRecord]:
    """Stored answers whose time is over."""
    return IdempotencyRecord.objects.filter(expires_at__lte=now)


def find_heartbeat(name: str) -> datetime | None:
    """When the process of that name was last at work; None when it never was."""
    return Heartbeat.objects.filter(name=name).values_list("beaten_at", flat=True).first()


def find_oldest_due() -> datetime | None:
    """Since when the delivery that waits longest could have been made; None when none is due."""
    return list_due_deliveries().aggregate(oldest=Min("available_at"))["oldest"]


def _is_due(now: datetime) -> Q:
    return Q(status=DeliveryStatus.PENDING, available_at__lte=now)


def _earlier_in_line() -> QuerySet[OutboxDelivery]:
    return OutboxDelivery.objects.filter(
        consumer=OuterRef("consumer"),
        aggregate=OuterRef("aggregate"),
        event_id__lt=OuterRef("event_id"),
        status__in=UNSETTLED,
    )


def _is_free(in_front: QuerySet[OutboxDelivery]) -> Q:
    """Nothing in front; where order does not matter (no aggregate), nothing ever is."""
    return ~Q(Exists(in_front.exclude(aggregate="")))
