"""Sending once more what was sent, or given up; always under the same `webhook-id`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.webhooks.enums import DeliveryState
from commerce.webhooks.errors import CountChangedError
from commerce.webhooks.models import Delivery
from commerce.webhooks.selectors import list_settled_between, lock_endpoint

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.webhooks.models import Endpoint


def replay_delivery(*, delivery: Delivery) -> None:
    """Send the message to its endpoint again, from the first attempt on."""
    _begin_anew(Delivery.objects.filter(pk=delivery.pk))


@transaction.atomic
def replay_between(
    *, endpoint: Endpoint, since: datetime, until: datetime, only_failed: bool, expected: int
) -> int:
    """Send again what was told of that time, if it is as many as expected; return how many.

    Raises CountChangedError, and does nothing then.
    """
    lock_endpoint(endpoint.pk)
    rows = list_settled_between(
        endpoint=endpoint, since=since, until=until, only_failed=only_failed
    )
    if (count := rows.count()) != expected:
        raise CountChangedError(count=count)
    return _begin_anew(rows)


def _begin_anew(rows: QuerySet[Delivery]) -> int:
    return rows.update(
        state=DeliveryState.PENDING, attempts=0, due_at=timezone.now(), settled_at=None
    )
