"""When the goods of the tenant's channels leave, in Wagtail's back office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.delivery.enums import Weekday
from commerce.delivery.models import DispatchCalendar
from commerce.delivery.services import save_calendar
from commerce.tenancy.selectors import list_own_channels


class DaysField(forms.CharField):
    """Days, one a line, as YYYY-MM-DD."""

    widget = forms.Textarea(attrs={"rows": 4, "dir": "ltr"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return sorted({_day(word) for word in (super().clean(value) or "").split()})


def _day(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        message = _("“%(text)s” is no day; write it as 2026-12-24.") % {"text": word}
        raise forms.ValidationError(message) from None


class DispatchCalendarForm(WagtailAdminModelForm):
    """The calendar of one of the tenant's channels."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels: QuerySet[Any] = list_own_channels()
        self.fields["channel"].queryset = channels
        self.fields["weekdays"] = forms.TypedMultipleChoiceField(
            label=self.fields["weekdays"].label,
            choices=Weekday.choices,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )
        closed = self.fields["closed_days"]
        self.fields["closed_days"] = DaysField(
            label=closed.label, required=False, help_text=_("One a line, such as 2026-12-24.")
        )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class _Saving:
    """Keeps what was entered as the service does."""

    form: Any

    def save_instance(self) -> Model:
        return save_calendar(calendar=self.form.save(commit=False))


class DispatchCalendarCreateView(_Saving, CreateView):
    pass


class DispatchCalendarEditView(_Saving, EditView):
    pass


class DispatchCalendarViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = DispatchCalendar
    icon = "date"
    menu_label = _("Dispatch calendars")
    menu_order = 907
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = DispatchCalendarCreateView
    edit_view_class = DispatchCalendarEditView
    list_display = ["channel", "time_zone", "cutoff", "handling_days"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("time_zone"), FieldPanel("cutoff")]),
                    FieldPanel("handling_days"),
                ],
                heading=_("When parcels leave"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("weekdays"),
                    FieldRowPanel([FieldPanel("country"), FieldPanel("region")]),
                    FieldPanel("closed_days"),
                ],
                heading=_("When nobody works"),
            ),
        ],
        base_form_class=DispatchCalendarForm,
    )


def dispatch_calendars() -> DispatchCalendarViewSet:
    return DispatchCalendarViewSet("dispatch_calendars")


hooks.register("register_admin_viewset", dispatch_calendars)
