"""Orders that staff have stopped, and the words they have put on orders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from commerce.ordering.errors import OrderHeldError
from commerce.ordering.models import OrderHold, OrderTag

from .screening import in_words

if TYPE_CHECKING:
    from django.db.models import QuerySet


def find_hold(order_id: int) -> OrderHold | None:
    """Return why an order is stopped now; None for one that goes on."""
    return OrderHold.objects.filter(order=order_id, released_at=None).first()


def get_hold(hold_id: int) -> OrderHold:
    """Return a hold, for work on the server itself."""
    found: OrderHold = OrderHold._base_manager.get(pk=hold_id)
    return found


def refuse_held(order_id: int) -> None:
    """Raise OrderHeldError, with the reason, for an order that is stopped. One query."""
    if (hold := find_hold(order_id)) is not None:
        raise OrderHeldError(reason=reason_of(hold))


def reason_of(hold: OrderHold) -> str:
    """Return why an order is stopped in the language at hand: what staff said, and what rules found."""
    return " · ".join([*filter(None, [hold.reason]), *map(in_words, hold.findings)])


def reasons_of(order_ids: Iterable[int]) -> dict[int, str]:
    """Return why those of the orders that are stopped are. One query."""
    rows = OrderHold.objects.filter(order__in=list(order_ids), released_at=None)
    return {hold.order_id: reason_of(hold) for hold in rows}


def list_tags(order_id: int) -> list[str]:
    """Return the words on an order, sorted."""
    return list(OrderTag.objects.filter(order=order_id).values_list("name", flat=True))


def orders_with_tag(name: str) -> QuerySet[OrderTag, Any]:
    """Return the keys of the orders that have this word on them, however it is written."""
    return OrderTag.objects.filter(name__iexact=name.strip()).order_by().values("order_id")


def orders_on_hold() -> QuerySet[OrderHold, Any]:
    """Return the keys of the orders that are stopped."""
    return OrderHold.objects.filter(released_at=None).order_by().values("order_id")
