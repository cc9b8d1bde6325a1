"""When the goods of the tenant's channels leave and where they can wait, in Wagtail's back office."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.delivery.enums import Weekday
from commerce.delivery.models import DispatchCalendar, PickupPoint
from commerce.delivery.services import save_calendar
from commerce.delivery.services.points import save_point
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


class HoursWidget(forms.MultiWidget):
    """One line of text for each day of the week, with the day before it."""

    def __init__(self) -> None:
        super().__init__([forms.TextInput(attrs={"dir": "ltr"}) for _day in Weekday])

    def decompress(self, value: Any) -> list[str]:
        hours = value or {}
        return [", ".join(map("-".join, hours.get(str(day.value), []))) for day in Weekday]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        texts = value if isinstance(value, list) else self.decompress(value)
        days = zip(Weekday, self.widgets, texts, strict=True)
        rows = (
            (f"id_{name}_{day.value}", day.label, self._input(widget, f"{name}_{day.value}", text))
            for day, widget, text in days
        )
        return format_html(
            "<div>{}</div>", format_html_join("", '<p><label for="{}">{}</label>{}</p>', rows)
        )

    @staticmethod
    def _input(widget: forms.Widget, name: str, text: str) -> SafeString:
        return widget.render(name, text, {"id": f"id_{name}"})


class HoursField(forms.MultiValueField):
    """Spans by the day of the week, such as 09:00-13:00, 14:00-18:00; an empty day is closed."""

    def __init__(self, **options: Any) -> None:
        days = [forms.CharField(required=False, max_length=100) for _day in Weekday]
        super().__init__(days, widget=HoursWidget(), required=False, **options)

    def compress(self, data_list: list[str]) -> dict[str, list[list[str]]]:
        days = zip(Weekday, data_list, strict=False)
        return {str(day.value): _spans(day, text) for day, text in days if text.strip()}


SPAN = re.compile(r"([01]\d|2[0-3]):[0-5]\d\s*[-–]\s*([01]\d|2[0-3]):[0-5]\d")


def _spans(day: Weekday, text: str) -> list[list[str]]:
    spans = []
    for part in filter(None, map(str.strip, text.split(","))):
        opens, closes = part[:5], part[-5:]
        if not SPAN.fullmatch(part) or opens >= closes:
            message = _("%(day)s: write hours as 09:00-18:00, with commas between several.")
            raise forms.ValidationError(message % {"day": day.label})
        spans.append([opens, closes])
    return sorted(spans)


class PickupPointForm(WagtailAdminModelForm):
    """A point of one of the tenant's channels, in a country that it sends to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels: QuerySet[Any] = list_own_channels()
        self.fields["channel"].queryset = channels
        self.fields["opening_hours"] = HoursField(
            label=self.fields["opening_hours"].label,
            help_text=_("Such as 09:00-13:00, 14:00-18:00. Empty: closed."),
        )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        channel, country = given.get("channel"), given.get("country")
        if channel and country and country not in channel.countries:
            message = _("This channel does not send to %(countries)s.") % {"countries": country}
            self.add_error("country", message)
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude", _("Write both coordinates, or none."))
        return given


class _SavingPoint:
    form: Any

    def save_instance(self) -> Model:
        return save_point(point=self.form.save(commit=False))


class PickupPointCreateView(_SavingPoint, CreateView):
    pass


class PickupPointEditView(_SavingPoint, EditView):
    pass


class PickupPointViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = PickupPoint
    icon = "home"
    menu_label = _("Pickup points")
    menu_order = 908
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = PickupPointCreateView
    edit_view_class = PickupPointEditView
    list_display = ["name", "postcode", "city", "channel", "is_active"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            FieldPanel("name"),
            MultiFieldPanel(
                [
                    FieldPanel("street"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                    FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                ],
                heading=_("Where it is"),
            ),
            FieldPanel("opening_hours"),
            FieldPanel("is_active"),
        ],
        base_form_class=PickupPointForm,
    )


def pickup_points() -> PickupPointViewSet:
    return PickupPointViewSet("pickup_points")


hooks.register("register_admin_viewset", dispatch_calendars)
hooks.register("register_admin_viewset", pickup_points)
