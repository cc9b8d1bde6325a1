"""Labels on the dashboard's page of an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from commerce.carriers.dashboard.forms import LabelForm
from commerce.carriers.selectors import has_carrier, list_labels, weight_of
from commerce.ordering.enums import ParcelState

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

register = template.Library()


@register.simple_tag
def labels_of(order: Order) -> list[dict[str, Any]]:
    """Return each parcel with its label, and what is asked for a new one where one can be made."""
    labels, can_make = list_labels(order), has_carrier(order.channel_id)
    rows = []
    for number, parcel in enumerate(order.fulfilments.order_by("pk"), start=1):
        label = labels.get(parcel.pk)
        is_open = parcel.state == ParcelState.PACKED and (label is None or label.state != "made")
        form = None
        if can_make and is_open:
            known = label.weight if label else weight_of(parcel)
            form = LabelForm(initial={"weight": known or None}, auto_id=f"{parcel.public_id}-%s")
        if label or form:
            rows.append({"number": number, "parcel": parcel, "label": label, "form": form})
    return rows
