"""Sending, one endpoint at a time each: who is slow keeps nobody waiting but itself.

Whoever sends takes an endpoint by a lease, tells it what is due in the order it came, and gives it
back. A process that dies leaves its leases to run out: what it had in hand is then sent, possibly
for a second time, under the same `webhook-id`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from commerce.webhooks.models import Endpoint
from commerce.webhooks.selectors import list_due, list_servable

from .outcomes import record, share_endpoint
from .posting import SECONDS, post

# Longer than any attempt, the look-up of the name included.
LEASE: Final = timedelta(seconds=60)
# After so many messages, or so long, it is another endpoint's turn.
MOST_PER_TURN: Final = 20
LONGEST_TURN: Final = timedelta(seconds=SECONDS)


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave to serve an endpoint until `until`."""

    endpoint_id: int
    until: datetime


@transaction.atomic
def take_turns(*, most: int) -> list[Turn]:
    """Take up to so many endpoints that have something due, those first that waited longest."""
    now = timezone.now()
    features = connection.features
    free = list_servable(now=now).order_by(F("served_at").asc(nulls_first=True), "pk")
    locked = free.select_for_update(
        skip_locked=features.has_select_for_update_skip_locked,
        of=("self",) if features.has_select_for_update_of else (),
    )
    keys = list(locked.values_list("pk", flat=True)[:most])
    until = now + LEASE
    if keys:
        Endpoint.objects.filter(pk__in=keys).update(busy_until=until, served_at=now)
    return [Turn(key, until) for key in keys]


def serve(turn: Turn) -> int:
    """Tell the endpoint what is due until it fails to listen; return how many attempts were made.

    No transaction is open while a request runs. Who pauses the endpoint meanwhile ends the turn.
    """
    begun, attempts = timezone.now(), 0
    due = list_due(endpoint_id=turn.endpoint_id, now=begun)[:MOST_PER_TURN]
    waiting = deque(share_endpoint(due))
    may_go_on = bool(waiting)
    while may_go_on:
        delivery = waiting.popleft()
        outcome, now = post(delivery), timezone.now()
        may_wait = bool(waiting) and now - begun < LONGEST_TURN
        lease = now + LEASE if may_wait else None
        may_go_on = record(delivery=delivery, outcome=outcome, now=now, busy_until=lease)
        attempts += 1
    if not attempts:
        _give_back(turn)
    return attempts


def _give_back(turn: Turn) -> None:
    """Nothing to do where the lease ran out and another one took it."""
    Endpoint.objects.filter(pk=turn.endpoint_id, busy_until=turn.until).update(busy_until=None)
