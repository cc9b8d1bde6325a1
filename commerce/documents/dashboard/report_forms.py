"""What is asked of tax reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.documents.models import LegalEntity
from commerce.documents.selectors.reports import Asked, days_of_quarter, quarter_of
from commerce.tenancy.selectors import list_channels, list_own_channels

from .forms import DayInput


class _OfShop(forms.Form):
    """Whose documents: all that the person at work may see, or those of one channel or entity."""

    entity = forms.ModelChoiceField(
        LegalEntity.objects.none(), label=_("Legal entity"), required=False
    )
    channel = forms.ModelChoiceField(
        list_channels().none(), label=_("Channel"), required=False, to_field_name="code"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entity: Any = self.fields["entity"]
        entity.queryset = LegalEntity.objects.all()
        channel: Any = self.fields["channel"]
        channel.queryset = list_own_channels()

    def days(self) -> tuple[date, date]:
        raise NotImplementedError

    def asked(self) -> Asked:
        """What the valid form asks for."""
        since, until = self.days()
        named = self.cleaned_data
        return Asked(
            since=since, until=until, channel=named.get("channel"), entity=named.get("entity")
        )


class TaxReportForm(_OfShop):
    """Documents of some days."""

    since = forms.DateField(label=_("Issued since"), widget=DayInput())
    until = forms.DateField(label=_("Issued until"), widget=DayInput())
    field_order = ("since", "until", "entity", "channel")

    @staticmethod
    def usual() -> dict[str, str]:
        """The month at hand."""
        today = timezone.localdate()
        return {"since": today.replace(day=1).isoformat(), "until": today.isoformat()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise forms.ValidationError(_("The last day is before the first."))
        return cleaned

    def days(self) -> tuple[date, date]:
        return self.cleaned_data["since"], self.cleaned_data["until"]


class OssReportForm(_OfShop):
    """Documents of one quarter."""

    year = forms.IntegerField(label=_("Year"), min_value=2021, max_value=9998)
    quarter = forms.TypedChoiceField(
        label=_("Quarter"), coerce=int, choices=[(number, f"Q{number}") for number in range(1, 5)]
    )
    field_order = ("year", "quarter", "entity", "channel")

    @staticmethod
    def usual() -> dict[str, str]:
        """The quarter at hand."""
        year, quarter = quarter_of(timezone.localdate())
        return {"year": str(year), "quarter": str(quarter)}

    def days(self) -> tuple[date, date]:
        return days_of_quarter(self.cleaned_data["year"], self.cleaned_data["quarter"])


class RateForm(forms.Form):
    """One row of the report: what its documents have in common."""

    country = forms.RegexField(r"^[A-Z]{2}$", required=False)
    treatment = forms.SlugField(required=False, max_length=16)
    percentage = forms.DecimalField(min_value=0, max_value=100, decimal_places=4)
    currency = forms.RegexField(r"^[A-Z]{3}$")
