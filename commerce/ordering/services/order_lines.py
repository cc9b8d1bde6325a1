"""A seller's part of an order: packed and sent on its own, paid and cancelled as a whole."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from commerce.core.errors import NotFoundError
from commerce.ordering.errors import StatusChangeRefusedError
from commerce.ordering.policies import STATUS_LABELS
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Line, Order, OrderStatus
from commerce.tenancy.permissions import everywhere

from .orders import change_order_status, send_lines

SELLERS_STEPS = (OrderStatus.PACKED, OrderStatus.SHIPPED)


@transaction.atomic
def change_line_status(*, order_id: int, line_ids: Collection[int], status: str) -> None:
    """Pack or send lines of an order; the order follows when all of its lines are as far.

    Takes lines that the person at work may see; raises NotFoundError for others, and
    StatusChangeRefusedError for a step that is not next. Shipped goods leave the stock.
    """
    order = lock_order(order_id)
    lines = list(Line.objects.filter(order=order, pk__in=line_ids).order_by("pk"))
    if not lines or len(lines) != len(set(line_ids)):
        raise NotFoundError
    for line in lines:
        _refuse_unless_next(line, status)
    if status == OrderStatus.SHIPPED:
        send_lines(lines)
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(status=status)
    with everywhere():
        _follow(order, status)


def _refuse_unless_next(line: Line, status: str) -> None:
    if status not in SELLERS_STEPS or status not in line.available_statuses():
        raise StatusChangeRefusedError(
            current=str(STATUS_LABELS.get(line.status, line.status)),
            wanted=str(STATUS_LABELS.get(status, status)),
        )


def _follow(order: Order, status: str) -> None:
    """Move the order as far as the last of its lines."""
    steps = list(OrderStatus)
    reached = [steps.index(OrderStatus(line.status)) for line in order.lines.all()]
    wanted = min([*reached, steps.index(OrderStatus(status))])
    while steps.index(OrderStatus(order.status)) < wanted:
        following = steps[steps.index(OrderStatus(order.status)) + 1]
        change_order_status(order_id=order.pk, status=following)
        order.refresh_from_db(fields=["status"])
