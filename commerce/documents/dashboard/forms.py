"""What is asked when documents are looked for, and wanted of many orders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commerce.documents.enums import BatchFormat, DocumentKind
from commerce.oscar.order.models import Order

NOT_CHOSEN = ("", "---------")


class DocumentSearchForm(forms.Form):
    """All that is asked has to hold."""

    number = forms.CharField(label=_("Number"), required=False, max_length=64)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[NOT_CHOSEN, *DocumentKind.choices]
    )


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SelectedForm(forms.Form):
    """Of what, and in which file."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    format = forms.ChoiceField(label=_("As"), choices=BatchFormat.choices)


class BatchForm(SelectedForm):
    """Of the orders of which days, too."""

    since = forms.DateField(label=_("Orders since"), widget=DayInput())
    until = forms.DateField(label=_("Orders until"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise forms.ValidationError(_("The last day is before the first."))
        return cleaned

    def orders(self) -> QuerySet[Order]:
        """The orders of these days that the person at work may see, without those cancelled."""
        asked = self.cleaned_data
        days = (asked["since"], asked["until"])
        rows = Order.objects.filter(date_placed__date__range=days)
        found: QuerySet[Order] = rows.exclude(state="cancelled")
        return found
