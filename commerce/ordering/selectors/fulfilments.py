"""Parcels, and how far the pieces of an order are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from commerce.cart.selectors.carts import Json, iso
from commerce.ordering.enums import FulfilmentState, ParcelState, TrackingStatus
from commerce.ordering.errors import FulfilmentNotFoundError
from commerce.ordering.models import Fulfilment, FulfilmentLine
from commerce.ordering.policies import PAYMENT_LABELS
from commerce.ordering.states import Pieces, States, states_of
from commerce.oscar.order.models import Line, Order
from commerce.payments.enums import PaymentState

GONE = (ParcelState.SHIPPED, ParcelState.DELIVERED)


def get_fulfilment(fulfilment_id: int) -> Fulfilment:
    """Return a parcel with what is in it, for work on the server itself."""
    parcel: Fulfilment = Fulfilment.objects.prefetch_related("lines__line").get(pk=fulfilment_id)
    return parcel


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


def order_states(order: Order, payment: PaymentState) -> States:
    """Return the states of an order, from what it has read."""
    return states_of(sum(pieces_by_line(order).values(), Pieces()), payment)


def orders_as_far(state: FulfilmentState) -> Q:
    """Return what rows with a `pk` of an order have to meet for its goods to be that far.

    As `Pieces.state` tells it of one order.
    """
    lines = (
        Line.objects.order_by()
        .values("order_id")
        .annotate(
            wanted=Sum(F("quantity") - F("num_cancelled")),
            packed=Sum("num_packed"),
            shipped=_sent("order_id", GONE),
            delivered=_sent("order_id", (ParcelState.DELIVERED,)),
        )
    )
    return Q(pk__in=lines.filter(_AS_FAR[state]).values("order_id"))


def _sent(order: str, states: Sequence[ParcelState]) -> Coalesce:
    """How many pieces of the order are in parcels of these states."""
    contents = FulfilmentLine.objects.filter(
        fulfilment__order=OuterRef(order), fulfilment__state__in=states
    )
    by_order = contents.order_by().values("fulfilment__order").annotate(pieces=Sum("quantity"))
    return Coalesce(Subquery(by_order.values("pieces")), 0)


_NOT_ALL = Q(wanted__gt=0) & ~Q(delivered=F("wanted")) & ~Q(shipped=F("wanted"))
_AS_FAR: Final[Mapping[FulfilmentState, Q]] = {
    FulfilmentState.DELIVERED: Q(wanted__gt=0, delivered=F("wanted")),
    FulfilmentState.FULFILLED: Q(wanted__gt=0, shipped=F("wanted")) & ~Q(delivered=F("wanted")),
    FulfilmentState.PARTLY_FULFILLED: _NOT_ALL & Q(shipped__gt=0),
    FulfilmentState.PACKED: _NOT_ALL & Q(shipped=0, packed=F("wanted")),
    FulfilmentState.UNFULFILLED: Q(wanted=0) | _NOT_ALL & Q(shipped=0) & ~Q(packed=F("wanted")),
}


def states_json(states: States) -> Json:
    """Return the states as codes, and in words."""
    return {
        "states": {
            "order": states.order,
            "payment": states.payment,
            "fulfilment": states.fulfilment,
        },
        "state_labels": {
            "order": str(states.order.label),
            "payment": str(PAYMENT_LABELS[states.payment]),
            "fulfilment": str(states.fulfilment.label),
        },
    }


def get_fulfilment_of(order: Order, public_id: str) -> Fulfilment:
    """Return a parcel of that order that the person at work may see; raise FulfilmentNotFoundError."""
    parcel = Fulfilment.objects.filter(order=order, public_id=public_id).first()
    if parcel is None:
        raise FulfilmentNotFoundError
    return parcel


def fulfilments_json(order: Order) -> list[Json]:
    """Return the public form of an order's parcels, without those that were unpacked again."""
    line_ids = {line.pk: line.public_id for line in order.lines.all()}
    return [
        _fulfilment_json(parcel, line_ids)
        for parcel in order.fulfilments.all()
        if parcel.state != ParcelState.CANCELLED
    ]


def _fulfilment_json(parcel: Fulfilment, line_ids: dict[int, str]) -> Json:
    return {
        "id": parcel.public_id,
        "state": parcel.state,
        "state_label": str(ParcelState(parcel.state).label),
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "tracking_url": parcel.tracking_url or None,
        "packed_at": iso(parcel.packed_at),
        "shipped_at": iso(parcel.shipped_at),
        "delivered_at": iso(parcel.delivered_at),
        "tracking": [
            {
                "status": event.status,
                "label": str(TrackingStatus(event.status).label),
                "place": event.place,
                "at": iso(event.happened_at),
            }
            for event in parcel.tracking.all()
        ],
        "lines": [
            {"line_id": line_ids[content.line_id], "quantity": content.quantity}
            for content in parcel.lines.all()
        ],
    }
