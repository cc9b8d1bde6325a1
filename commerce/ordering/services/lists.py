"""Searches of orders that people keep, and statuses for all that was found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction

from commerce.core.batches import Progress, Work, chosen, go_on
from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.ordering.errors import NoOrdersFoundError, TooManyFiltersError, TooManyOrdersError
from commerce.ordering.events import OrderBatchAsked
from commerce.ordering.models import OrderBatch, OrderBatchItem, OrderFilter

from .orders import change_order_status

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User
    from commerce.oscar.order.models import Order, OrderStatus

MOST_FILTERS: Final = 30
MOST_ORDERS: Final = 2000


@transaction.atomic
def save_filter(*, user: User, tenant_id: int, name: str, query: str) -> OrderFilter:
    """Keep a search under a name, in the place of the person's own of that name.

    Raises TooManyFiltersError.
    """
    rows = OrderFilter._base_manager.filter(user=user, tenant=tenant_id)
    if rows.exclude(name=name).count() >= MOST_FILTERS:
        raise TooManyFiltersError(most=MOST_FILTERS)
    saved: OrderFilter
    saved, _is_new = OrderFilter._base_manager.update_or_create(
        user=user, tenant_id=tenant_id, name=name, defaults={"query": query}
    )
    return saved


@transaction.atomic
def delete_filter(*, user: User, public_id: str) -> None:
    """Forget a search of the person's own. Others', and what is not there, stay as they are."""
    OrderFilter.objects.filter(user=user, public_id=public_id).delete()


@transaction.atomic
def ask_for_status(
    *, orders: QuerySet[Order], tenant_id: int, status: OrderStatus, actor: User | None = None
) -> OrderBatch:
    """Write down that these orders are to take a status; publish OrderBatchAsked.

    Takes orders that the person at work may see. Raises NoOrdersFoundError and TooManyOrdersError.
    """
    keys = chosen(orders, most=MOST_ORDERS, none=NoOrdersFoundError, too_many=TooManyOrdersError)
    batch: OrderBatch = OrderBatch._base_manager.create(
        tenant_id=tenant_id, status=status, total=len(keys), asked_by=actor
    )
    OrderBatchItem.objects.bulk_create(OrderBatchItem(batch=batch, order_id=pk) for pk in keys)
    publish(OrderBatchAsked(batch_id=batch.pk))
    return batch


def go_on_with_batch(*, batch_id: int, most: int | None = None) -> Progress:
    """Have what is left of a batch take its status, `most` orders of it at a time."""
    return go_on(STATUSES, batch_id=batch_id, most=most)


def _change_status(item: OrderBatchItem) -> None:
    batch = item.batch
    change_order_status(order_id=item.order_id, status=batch.status, actor=batch.asked_by)


STATUSES: Final = Work(
    name="ordering.batch",
    batches=OrderBatch,
    items=OrderBatchItem,
    do=_change_status,
    reached=partial(reach, "order_batch.item"),
)
