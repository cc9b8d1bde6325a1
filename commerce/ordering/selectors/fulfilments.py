"""Parcels, and how far the pieces of an order are."""

from __future__ import annotations

from collections import Counter

from commerce.ordering.enums import ParcelState
from commerce.ordering.models import Fulfilment
from commerce.ordering.states import Pieces
from commerce.oscar.order.models import Order

GONE = (ParcelState.SHIPPED, ParcelState.DELIVERED)


def get_fulfilment(fulfilment_id: int) -> Fulfilment:
    """Return a parcel with its order and channel, for work on the server itself."""
    rows = Fulfilment.objects.select_related("order__channel__branding")
    return rows.prefetch_related("lines").get(pk=fulfilment_id)


def pieces_by_line(order: Order) -> dict[int, Pieces]:
    """Return by line how far its pieces are, from the lines and parcels that the order has read."""
    shipped: Counter[int] = Counter()
    delivered: Counter[int] = Counter()
    for parcel in order.fulfilments.all():
        for content in parcel.lines.all() if parcel.state in GONE else ():
            shipped[content.line_id] += content.quantity
            if parcel.state == ParcelState.DELIVERED:
                delivered[content.line_id] += content.quantity
    return {
        line.pk: Pieces(
            ordered=line.quantity,
            cancelled=line.num_cancelled,
            packed=line.num_packed,
            shipped=shipped[line.pk],
            delivered=delivered[line.pk],
        )
        for line in order.lines.all()
    }
