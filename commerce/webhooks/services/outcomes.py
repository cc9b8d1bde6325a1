"""What follows from an attempt: done, tried again later, given up; and how the endpoint is doing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from commerce.core.bus import publish
from commerce.webhooks.enums import DeliveryState, EndpointState
from commerce.webhooks.events import EndpointSilenced
from commerce.webhooks.models import Attempt, Delivery, Endpoint

if TYPE_CHECKING:
    from .posting import Outcome

# Pauses before the second attempt and those behind it: about three days in all.
PAUSES: Final = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=20),
)
MOST_ATTEMPTS: Final = len(PAUSES) + 1
JITTER: Final = 0.1
# No receiver puts a message off for longer.
LONGEST_WISH: Final = timedelta(hours=24)
# From so many failures in a row the endpoint is spared, then tried with one message at a time.
BREAKS_AT: Final = 3
FIRST_REST: Final = timedelta(seconds=30)
LONGEST_REST: Final = timedelta(minutes=15)
PAUSED_AFTER: Final = timedelta(days=5)


def share_endpoint(deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """Give deliveries of one endpoint the same instance of it, so that its health is kept in one."""
    endpoint = None
    for delivery in deliveries:
        endpoint = endpoint or delivery.endpoint
        delivery.endpoint = endpoint
        yield delivery


@transaction.atomic
def record(
    *, delivery: Delivery, outcome: Outcome, now: datetime, busy_until: datetime | None
) -> bool:
    """Keep the attempt and what follows from it; whether the endpoint may be told more now.

    The lease of who sends is renewed, or given back where `busy_until` is None or the endpoint may
    not be told more. What staff changed meanwhile stays as they have it.
    """
    row = outcome.as_row(delivery.endpoint.url)
    Attempt.objects.bulk_create([Attempt(delivery=delivery, made_at=now, **row)])
    if outcome.is_success:
        return _succeeded(delivery, now, busy_until)
    return _failed(delivery, outcome, now, busy_until)


def _succeeded(delivery: Delivery, now: datetime, busy_until: datetime | None) -> bool:
    endpoint = delivery.endpoint
    was_spared = endpoint.failures >= BREAKS_AT
    _settle(delivery, state=DeliveryState.DELIVERED, settled_at=now)
    health = {"failures": 0, "failing_since": None, "blocked_until": None}
    is_active = _note(endpoint, **health, succeeded_at=now, busy_until=busy_until)
    if was_spared:  # it is back: nothing has to wait any longer
        Delivery.objects.filter(
            endpoint=endpoint, state=DeliveryState.PENDING, due_at__gt=now
        ).update(due_at=now)
    return is_active and busy_until is not None


def _failed(
    delivery: Delivery, outcome: Outcome, now: datetime, busy_until: datetime | None
) -> bool:
    endpoint = delivery.endpoint
    failures, since = endpoint.failures + 1, endpoint.failing_since or now
    wish = min(outcome.wanted_at, now + LONGEST_WISH) if outcome.wanted_at else now
    _settle(delivery, **_next_step(delivery.attempts + 1, now, wish))
    rests_until = max(now + rest_after(failures), wish)
    may_go_on = rests_until <= now and not outcome.is_gone and busy_until is not None
    is_active = _note(
        endpoint,
        failures=failures,
        failing_since=since,
        blocked_until=rests_until if rests_until > now else None,
        busy_until=busy_until if may_go_on else None,
    )
    if outcome.is_gone:
        _silence(endpoint, EndpointState.ENDED, now)
    elif now - since >= PAUSED_AFTER:
        _silence(endpoint, EndpointState.PAUSED, now)
        return False
    return is_active and may_go_on


def pause_before(attempt: int) -> timedelta:
    """Return how long to wait before that attempt, a tenth more or less."""
    pause = PAUSES[attempt - 2]
    return pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - not a secret


def rest_after(failures: int) -> timedelta:
    """Return how long an endpoint is spared after so many failures in a row."""
    if failures < BREAKS_AT:
        return timedelta(0)
    rest = min(FIRST_REST * 2 ** min(failures - BREAKS_AT, 10), LONGEST_REST)
    return rest * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - not a secret


def _next_step(attempts: int, now: datetime, wish: datetime) -> dict[str, Any]:
    if attempts >= MOST_ATTEMPTS:
        return {"state": DeliveryState.FAILED, "settled_at": now}
    return {"due_at": max(now + pause_before(attempts + 1), wish)}


def _settle(delivery: Delivery, **changes: Any) -> None:
    waiting = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.PENDING)
    waiting.update(attempts=delivery.attempts + 1, **changes)


def _note(endpoint: Endpoint, **health: Any) -> bool:
    """Keep how the endpoint is doing; whether it is still active."""
    for name, value in health.items():
        setattr(endpoint, name, value)
    active = Endpoint.objects.filter(pk=endpoint.pk, state=EndpointState.ACTIVE)
    return bool(active.update(**health))


def _silence(endpoint: Endpoint, state: EndpointState, now: datetime) -> None:
    is_news = Endpoint.objects.filter(pk=endpoint.pk, state=EndpointState.ACTIVE).update(
        state=state
    )
    if not is_news:
        return
    is_gone = state == EndpointState.ENDED
    if is_gone:
        waiting = Delivery.objects.filter(endpoint=endpoint, state=DeliveryState.PENDING)
        waiting.update(state=DeliveryState.FAILED)
    publish(
        EndpointSilenced(
            endpoint_id=endpoint.pk,
            channel_id=endpoint.channel_id,
            is_gone=is_gone,
            silenced_at=now,
        )
    )
