"""What of an order can be sent back: told, and asked for by nobody but the person on its own page."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from chatbot.registry import Caller, Tool, register
from commerce.oscar.order.models import Order
from commerce.returns.selectors.eligibility import list_returnable

from .orders import ByNumber, find_order


class ReturnableLine(NamedTuple):
    """Pieces of a line that can come back until then, or why none can. `left` is above zero."""

    name: str
    left: int
    until: datetime | None
    refusal: str | None


class ReturnOffer(NamedTuple):
    """What of an order has been sent and is not on its way back."""

    number: str
    lines: list[ReturnableLine]

    @property
    def is_possible(self) -> bool:
        return any(line.refusal is None for line in self.lines)


def offer_of(order: Order) -> ReturnOffer:
    """Return what can come back of an order that `commerce.ordering.selectors.orders` has read."""
    rows = [row for row in list_returnable(order) if row.left > 0]
    told = [(row, row.refusal_of(1)) for row in rows]
    lines = [
        ReturnableLine(row.line.title, row.left, row.until, None if why is None else why.detail)
        for row, why in told
    ]
    return ReturnOffer(str(order.number), lines)


def _offer(caller: Caller, asked: ByNumber) -> ReturnOffer:
    return offer_of(find_order(caller, asked))


OFFER_RETURN = register(
    Tool(
        "offer_return",
        "Tell what of an own order can be sent back, and until when; the page of the order, which the"
        " person sees, takes the return. A guest's order needs its e-mail address.",
        ByNumber,
        _offer,
        rate="order_lookup",
    )
)
