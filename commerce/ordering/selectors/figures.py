"""What was ordered of late: sums that nobody can be told apart in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from commerce.core.money import Money
from commerce.oscar.order.models import Order, OrderStatus


@dataclass(frozen=True, slots=True)
class OrderedFigures:
    """Orders of one channel in one currency, without cancelled ones; `revenue` is with tax."""

    channel_id: int
    orders: int
    revenue: Money


def sum_orders(
    *, channel_ids: Collection[int], since: datetime, until: datetime
) -> list[OrderedFigures]:
    """Return what was ordered from a moment on, up to another that is no part of it. One query.

    A channel without orders has no row; sums of two currencies mean nothing, so each has its own.
    """
    rows = Order.objects.filter(
        channel__in=channel_ids, date_placed__gte=since, date_placed__lt=until
    ).exclude(status=OrderStatus.CANCELLED)
    found = rows.order_by("channel_id", "currency").values_list("channel_id", "currency")
    return [
        OrderedFigures(channel_id, count, Money(total, currency))
        for channel_id, currency, count, total in found.annotate(Count("pk"), Sum("total_incl_tax"))
    ]
