"""Labels on the dashboard's page of an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from commerce.carriers.dashboard.forms import LabelForm
from commerce.carriers.selectors import list_carriers, list_labels, suggest_carrier, weight_of
from commerce.ordering.enums import ParcelState

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

register = template.Library()


@register.simple_tag
def labels_of(order: Order) -> list[dict[str, Any]]:
    """Return each parcel with its label, whether only its carrier knows of one, and what a new one needs."""
    labels, carriers = list_labels(order), list_carriers(order.channel_id)
    suggested = suggest_carrier(order, carriers)
    unsure = {each.id for each in carriers if not each.finds_labels}
    rows = []
    for number, parcel in enumerate(order.fulfilments.order_by("pk"), start=1):
        label = labels.get(parcel.pk)
        is_open = parcel.state == ParcelState.PACKED and (label is None or label.state != "made")
        is_asked = bool(label and label.state == "asked")
        form = None
        if suggested and is_open:
            known = label.weight if label else weight_of(parcel)
            asked_of = label.configuration if label and is_asked else suggested.id
            form = LabelForm(
                initial={"weight": known or None, "carrier": asked_of},
                auto_id=f"{parcel.public_id}-%s",
                carriers=carriers,
                is_uncertain=is_asked and asked_of in unsure,
            )
        if label or form:
            is_unknown = bool(label and is_asked and label.configuration in unsure)
            told = {"number": number, "parcel": parcel, "label": label, "form": form}
            rows.append({**told, "is_unknown": is_unknown})
    return rows
