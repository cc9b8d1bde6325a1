"""What is fetched from the shelves for many orders at once, and which box it goes into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from django.db.models import F, Prefetch

from commerce.ordering.states import SECURED
from commerce.oscar.order.models import Line, Order, OrderState, Surcharge
from commerce.payments.selectors import orders_in_state

from .holds import orders_on_hold

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_BOXES: Final = 50


@dataclass(frozen=True, slots=True)
class Box:
    """One order on the trolley; `cards` is what is written for its recipient, beside the goods."""

    place: int
    order: Order
    pieces: int
    cards: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fetch:
    """One kind of goods, and how many pieces of it go into which box: (place, pieces)."""

    sku: str
    title: str
    detail: str
    pieces: int
    boxes: Sequence[tuple[int, int]]


def orders_to_pack(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Return those of the orders that have something to pack now, the oldest first.

    They are open, paid for or promised to be, not on hold, and the person at work may see a line of
    theirs with pieces that are neither packed nor cancelled.
    """
    secured = reduce(or_, map(orders_in_state, sorted(SECURED)))
    left = unpacked_lines().order_by().values("order_id")
    ready = orders.filter(secured, state=OrderState.OPEN, pk__in=left)
    found: QuerySet[Order] = ready.exclude(pk__in=orders_on_hold()).order_by("date_placed", "pk")
    return found


def unpacked_lines() -> QuerySet[Line]:
    """Return the lines that the person at work may see and of which pieces are left to pack."""
    rows: QuerySet[Line] = Line.objects.filter(quantity__gt=F("num_packed") + F("num_cancelled"))
    return rows.order_by("pk")


def boxes_of(orders: QuerySet[Order]) -> list[Box]:
    """Return a box for each order, in the orders' sequence; three queries however many there are."""
    rows = orders.prefetch_related(
        Prefetch("lines", unpacked_lines(), to_attr="unpacked"),
        Prefetch(
            "surcharges", Surcharge.objects.exclude(message="").order_by("pk"), to_attr="said"
        ),
    )
    return [
        Box(place, order, sum(map(left_of, order.unpacked)), _cards(order.said))
        for place, order in enumerate(rows, start=1)
    ]


def fetches_for(boxes: Iterable[Box]) -> list[Fetch]:
    """Return what to fetch for the boxes, by SKU: one way along the shelves. No query."""
    wanted: defaultdict[tuple[str, str, str], dict[int, int]] = defaultdict(dict)
    for box in boxes:
        for key, pieces in _wanted(box.order.unpacked):
            wanted[key][box.place] = wanted[key].get(box.place, 0) + pieces
    return [
        Fetch(*key, pieces=sum(places.values()), boxes=tuple(places.items()))
        for key, places in sorted(wanted.items())
    ]


def left_of(line: Line) -> int:
    """Return how many pieces of a line are neither packed nor cancelled."""
    return int(line.quantity - line.num_packed - line.num_cancelled)


def _wanted(lines: Iterable[Line]) -> Iterator[tuple[tuple[str, str, str], int]]:
    for line in lines:
        options = (row.get("label", "") for row in (line.appearance or {}).get("options", []))
        yield (line.partner_sku, line.title, ", ".join(filter(None, options))), left_of(line)


def _cards(surcharges: Iterable[Surcharge]) -> list[tuple[str, str]]:
    return [(each.name, each.message) for each in surcharges]
