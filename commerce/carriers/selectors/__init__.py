"""Reads of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from commerce.carriers.enums import LIVE, LabelState
from commerce.carriers.errors import LabelNotFoundError
from commerce.carriers.models import Label
from commerce.integrations.registry import CarrierProvider
from commerce.integrations.selectors import list_active
from commerce.ordering.enums import ParcelState
from commerce.oscar.order.models import Order
from commerce.oscar.shipping.models import ShippingRate

if TYPE_CHECKING:
    from datetime import timedelta

    from django.db.models import QuerySet

    from commerce.ordering.models import Fulfilment


@dataclass(frozen=True, slots=True)
class Carrier:
    """One that a label may be asked of: `id` is its configuration's, `code` its provider's."""

    id: str
    code: str
    name: str
    finds_labels: bool
    sender_country: str


def list_carriers(channel_id: int) -> list[Carrier]:
    """Return the carriers that the channel uses, in the order that staff gave them."""
    active = list_active(CarrierProvider, channel_id)  # type: ignore[type-abstract]
    return [
        Carrier(
            id=each.calls.configuration,
            code=each.code,
            name=str(each.name),
            finds_labels=each.finds_labels,
            sender_country=each.sender_country,
        )
        for each in active
    ]


def suggest_carrier(order: Order, carriers: Sequence[Carrier]) -> Carrier | None:
    """Return the carrier that the order's way of sending names, else the first one."""
    if not carriers:
        return None
    rates = ShippingRate._base_manager.filter(
        channel=order.channel_id, code=order.shipping_code or "", label_carrier__gt=""
    )
    named = {*rates.values_list("label_carrier", flat=True)}
    return next((each for each in carriers if each.code in named), carriers[0])


def get_label(public_id: str) -> Label:
    """Return a label that the person at work may see; raise LabelNotFoundError."""
    found: Label | None = Label.objects.filter(public_id=public_id).first()
    if found is None:
        raise LabelNotFoundError
    return found


def list_labels(order: Order) -> dict[int, Label]:
    """Return the newest label of each parcel of an order, by the parcel's key."""
    rows = Label.objects.filter(order=order).defer("content", "customs_papers").order_by("pk")
    rows = rows.annotate(has_customs_papers=~Q(customs_papers=b""))
    return {row.fulfilment_id: row for row in rows}


def find_live(fulfilment_id: int) -> Label | None:
    rows = Label._base_manager.filter(fulfilment=fulfilment_id, state__in=LIVE)
    found: Label | None = rows.first()
    return found


def find_by_number(*, configuration: str, tracking_number: str) -> Label | None:
    """Return the label that a carrier's news are of."""
    rows = Label._base_manager.filter(configuration=configuration, tracking_number=tracking_number)
    found: Label | None = rows.defer("content", "customs_papers").order_by("-pk").first()
    return found


def list_to_follow(*, every: timedelta, most: int) -> QuerySet[Label]:
    """Return labels of parcels that have not arrived, those first that were looked at longest ago."""
    under_way = (ParcelState.PACKED, ParcelState.SHIPPED)
    rows = Label._base_manager.filter(state=LabelState.MADE, fulfilment__state__in=under_way)
    due = Q(looked_at=None) | Q(looked_at__lt=timezone.now() - every)
    rows = rows.filter(due).defer("content", "customs_papers")
    return rows.order_by(F("looked_at").asc(nulls_first=True), "pk")[:most]


def weight_of(parcel: Fulfilment) -> int:
    """Return what the contents of a parcel weigh in grams, as far as anybody has weighed them."""
    contents = parcel.lines.select_related("line__product__parent")
    return sum(
        content.quantity * content.line.product.weight_to_send
        for content in contents
        if content.line.product is not None
    )
