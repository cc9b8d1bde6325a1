"""The calls of all providers, found by what staff knows of them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from commerce.integrations.calls.reading import Wanted, list_calls
from commerce.integrations.enums import CallOutcome
from commerce.integrations.registry import list_providers

from .pages import ProvidersPage

ROWS: Final = 50


class LogForm(forms.Form):
    """What is looked for; the days are those of the back office, both included."""

    provider = forms.ChoiceField(label=_("Provider"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All")), *CallOutcome.choices]
    )
    about = forms.CharField(label=_("About (order number)"), required=False, max_length=100)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(each.code, str(each.name)) for each in list_providers()]
        self.fields["provider"].choices = [("", _("All")), *known]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What was asked for; what makes no sense is left open."""
        self.is_valid()
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        return Wanted(
            provider=given.get("provider", ""),
            outcome=given.get("outcome", ""),
            about=given.get("about", ""),
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )


class LogPage(ProvidersPage):
    page_title = _("Calls of providers")
    template_name = "integrations/log.html"

    @cached_property
    def form(self) -> LogForm:
        return LogForm(self.request.GET)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        rows = list_calls(tenant_id=self.tenant_id, wanted=self.form.wanted)
        page = Paginator(rows, ROWS).get_page(self.request.GET.get("p"))
        kept = self.request.GET.copy()
        kept.pop("p", None)
        return super().get_context_data(
            form=self.form, calls=page, kept=kept.urlencode(), is_filtered=bool(kept), **given
        )


def _midnight(day: Any) -> datetime:
    return make_aware(datetime.combine(day, time.min))
