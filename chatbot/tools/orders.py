"""Orders: somebody's own, and a guest's by number and e-mail address."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from chatbot.registry import Caller, SignedOutError, Tool, register
from commerce.ordering.selectors.orders import get_order_for, list_orders_of, order_json
from commerce.ordering.services.cancellations import cancel_unpacked_order
from commerce.oscar.order.models import Order

from .catalogue import Nothing


class ByNumber(msgspec.Struct, forbid_unknown_fields=True):
    number: Annotated[str, Meta(max_length=32)]
    email: Annotated[str, Meta(max_length=254)] | None = None


class Cancellation(NamedTuple):
    """An order that may be cancelled by its customer, or no longer."""

    number: str
    email: str | None
    is_possible: bool


class Cancelled(NamedTuple):
    """An order that is cancelled now; `is_new` when it was not before."""

    number: str
    is_new: bool


def find_order(caller: Caller, asked: ByNumber) -> Order:
    """Return an order that the caller may see. Raises OrderNotFoundError."""
    shopper = caller.shopper
    return get_order_for(
        channel=shopper.channel, number=asked.number, user=shopper.user, email=asked.email
    )


def _status(caller: Caller, asked: ByNumber) -> str:
    return str(find_order(caller, asked).number)


def _offer(caller: Caller, asked: ByNumber) -> Cancellation:
    order = find_order(caller, asked)
    return Cancellation(str(order.number), asked.email, bool(order_json(order)["is_cancellable"]))


def _cancel(caller: Caller, asked: ByNumber) -> Cancelled:
    """Cancel it, or raise what stands against that."""
    order = find_order(caller, asked)
    return Cancelled(str(order.number), cancel_unpacked_order(order_id=order.pk))


def _latest(caller: Caller, _asked: Nothing) -> str | None:
    """The number of the signed-in person's latest order."""
    shopper = caller.shopper
    if shopper.user is None:
        raise SignedOutError
    order = list_orders_of(channel=shopper.channel, user=shopper.user).first()
    return None if order is None else str(order.number)


ORDER_STATUS = register(
    Tool(
        "order_status",
        "Find an own order by its number; a guest's with its e-mail address.",
        ByNumber,
        _status,
        rate="order_lookup",
    )
)
LATEST_ORDER = register(
    Tool("latest_order", "Find the latest own order.", Nothing, _latest, needs_person=True)
)
OFFER_CANCELLATION = register(
    Tool(
        "offer_cancellation",
        "Show the person a button that cancels an own order, where that is possible. A guest's order"
        " needs its e-mail address. Only the person can press it.",
        ByNumber,
        _offer,
        rate="order_lookup",
    )
)
CANCEL_ORDER = register(
    Tool(
        "cancel_order",
        "Cancel an own order of which nothing is packed.",
        ByNumber,
        _cancel,
        changes=True,
        rate="order_lookup",
        is_pressed=True,
    )
)
