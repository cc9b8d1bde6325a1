"""Searches of orders that people keep, and statuses for all that was found."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F

from commerce.core.bus import publish
from commerce.core.errors import DomainError
from commerce.core.locks import try_lock
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
    keys = list(orders.order_by("pk").values_list("pk", flat=True)[: MOST_ORDERS + 1])
    if not keys:
        raise NoOrdersFoundError
    if len(keys) > MOST_ORDERS:
        raise TooManyOrdersError(most=MOST_ORDERS)
    batch: OrderBatch = OrderBatch._base_manager.create(
        tenant_id=tenant_id, status=status, total=len(keys), asked_by=actor
    )
    OrderBatchItem.objects.bulk_create(OrderBatchItem(batch=batch, order_id=pk) for pk in keys)
    publish(OrderBatchAsked(batch_id=batch.pk))
    return batch


class Progress(Enum):
    """How far working on a batch has come."""

    TAKEN = "somebody else is at it"
    HALFWAY = "some of it is left"
    DONE = "all of it was tried"


def go_on_with_batch(*, batch_id: int, most: int | None = None) -> Progress:
    """Have what is left of a batch take its status, `most` orders of it at a time.

    Each order commits on its own, with what is counted of it: a worker that is killed loses at most
    the order at hand, and none is tried twice. Of two workers at one batch the second goes away.
    """
    items = OrderBatchItem.objects.filter(batch=batch_id, is_done=False)
    for pk in list(items.values_list("pk", flat=True)[:most]):
        if not _do(pk, batch_id):
            return Progress.TAKEN
    return Progress.HALFWAY if items.exists() else Progress.DONE


@transaction.atomic
def _do(item_id: int, batch_id: int) -> bool:
    """Change one order; False while another worker is at the batch."""
    if not try_lock(f"ordering.batch.{batch_id}"):
        return False
    item = OrderBatchItem.objects.select_related("batch__asked_by").get(pk=item_id)
    if item.is_done:
        return True
    batch, problem = item.batch, ""
    try:
        with transaction.atomic():
            change_order_status(order_id=item.order_id, status=batch.status, actor=batch.asked_by)
    except DomainError as refused:
        problem = refused.detail[:300]
    OrderBatchItem.objects.filter(pk=item_id).update(is_done=True, problem=problem)
    OrderBatch._base_manager.filter(pk=batch_id).update(done=F("done") + 1)
    return True
