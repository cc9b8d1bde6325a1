"""Forms of endpoints."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from commerce.core.errors import DomainError
from commerce.tenancy.selectors import list_own_channels
from commerce.webhooks.registry import list_public_events
from commerce.webhooks.services.addresses import check_address

# What a service takes beside the channel, which an endpoint never changes.
FIELDS = ("url", "events", "owner_email", "description", "payload")


class EndpointForm(WagtailAdminModelForm):
    """An endpoint of one of the tenant's channels."""

    events = forms.MultipleChoiceField(
        label=_("Events"), widget=forms.CheckboxSelectMultiple, help_text=_("What it is told.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channel = self.fields["channel"]
        channel.queryset = list_own_channels()
        channel.disabled = self.instance.pk is not None
        self.fields["url"].widget = forms.URLInput(attrs={"dir": "ltr"})
        self.fields["events"].choices = [(each.name, each.name) for each in list_public_events()]
        if self.instance.pk is not None:
            self.initial["events"] = self.instance.events
        else:
            channel.initial = channel.queryset.first()

    def clean_url(self) -> str:
        try:
            return check_address(self.cleaned_data["url"])
        except DomainError as error:
            raise forms.ValidationError(error.detail) from None


class ReplayForm(forms.Form):
    """Which time is sent again."""

    since = forms.DateTimeField(label=_("From"), widget=AdminDateTimeInput)
    until = forms.DateTimeField(label=_("To"), widget=AdminDateTimeInput)
    only_failed = forms.BooleanField(
        label=_("Only what was given up"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"since", "until"} <= cleaned.keys() and cleaned["since"] >= cleaned["until"]:
            self.add_error("until", _("The end lies before the beginning."))
        return cleaned

    @classmethod
    def of_last_day(cls) -> ReplayForm:
        now = timezone.now()
        return cls(initial={"since": now - timedelta(days=1), "until": now})
