"""What is asked when orders are searched, packed and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders.forms import OrderSearchForm as UpstreamSearchForm

from commerce.ordering.enums import FulfilmentState
from commerce.ordering.policies import PAYMENT_LABELS
from commerce.ordering.states import Pieces
from commerce.oscar.order.models import Line, OrderState, OrderStatus

NOT_CHOSEN = ("", "---------")


class HoldForm(forms.Form):
    """Why an order stops."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class TagsForm(forms.Form):
    """The words on an order, all of them."""

    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=500, help_text=_("Separated by commas.")
    )


class OrderSearchForm(UpstreamSearchForm):
    """Statuses in words, and the states beside them."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[NOT_CHOSEN, *OrderState.choices]
    )
    payment_state = forms.ChoiceField(
        label=_("Payment"), required=False, choices=[NOT_CHOSEN, *PAYMENT_LABELS.items()]
    )
    fulfilment_state = forms.ChoiceField(
        label=_("Shipping"), required=False, choices=[NOT_CHOSEN, *FulfilmentState.choices]
    )
    tag = forms.CharField(label=_("Tag"), required=False, max_length=40)
    is_held = forms.BooleanField(label=_("On hold"), required=False)
    field_order = [
        *("order_number", "name", "status", "state"),
        *("payment_state", "fulfilment_state", "tag", "is_held"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [NOT_CHOSEN, *OrderStatus.choices]


class PackForm(forms.Form):
    """How many pieces of each line go into the parcel."""

    def __init__(self, pieces: Mapping[Line, Pieces], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {f"pieces-{line.pk}": line.pk for line, row in pieces.items() if row.unpacked}
        for line, row in pieces.items():
            if row.unpacked:
                self.fields[f"pieces-{line.pk}"] = forms.IntegerField(
                    label=line.title,
                    min_value=0,
                    max_value=row.unpacked,
                    initial=row.unpacked,
                    required=False,
                )

    def quantities(self) -> dict[int, int]:
        return {pk: self.cleaned_data[name] or 0 for name, pk in self.lines.items()}


class WebAddressField(forms.URLField):
    default_validators = [URLValidator(["http", "https"])]


class ShipForm(forms.Form):
    """How a parcel is followed on its way."""

    carrier = forms.CharField(label=_("Carrier"), max_length=64, required=False)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=128, required=False)
    tracking_url = WebAddressField(
        label=_("Tracking address"), max_length=500, required=False, assume_scheme="https"
    )
