"""Orders: somebody's own, and a guest's by number and e-mail address."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from chatbot.registry import Caller, SignedOutError, Tool, register
from commerce.ordering.selectors.orders import get_order_for, list_orders_of

from .catalogue import Nothing


class ByNumber(msgspec.Struct, forbid_unknown_fields=True):
    number: Annotated[str, Meta(max_length=32)]
    email: Annotated[str, Meta(max_length=254)] | None = None


def _status(caller: Caller, asked: ByNumber) -> str:
    """The number of an order that the caller may see. Raises OrderNotFoundError."""
    shopper = caller.shopper
    order = get_order_for(
        channel=shopper.channel, number=asked.number, user=shopper.user, email=asked.email
    )
    return str(order.number)


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
