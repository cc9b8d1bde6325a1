"""What the assistant's work amounts to, as pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chatbot.models import Assistant
from chatbot.selectors.figures import Figures, figures_by_day, sum_up

from .pages import ChannelPage, PageViewSet

USUAL_DAYS: Final = 30
MOST_DAYS: Final = 400


class PeriodForm(forms.Form):
    """Which days are looked at, both ends included."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end has to be after the beginning."))
        elif since and until and until - since > timedelta(days=MOST_DAYS):
            self.add_error("since", _("Choose at most 400 days."))
        return cleaned


@dataclass(frozen=True)
class Bar:
    """One day of a picture: how high, and how much of that is marked."""

    day: date
    value: Decimal
    height: int
    marked: int


@dataclass(frozen=True)
class Picture:
    """One number by day; what is marked of it has a name, too."""

    title: Any
    marked: Any
    bars: list[Bar]
    most: Decimal


# Title, number of a day, name of the marked part, its number.
_Number = Callable[[Figures], "int | Decimal"]
PICTURES: Final[tuple[tuple[Any, _Number, Any, _Number], ...]] = (
    (
        _("Conversations"),
        lambda day: day.conversations,
        _("handed over to a person"),
        lambda day: day.handed_over,
    ),
    (_("Answers"), lambda day: day.answers, _("in vain"), lambda day: day.in_vain),
    (
        _("Reactions"),
        lambda day: day.helpful + day.not_helpful,
        _("not helpful"),
        lambda day: day.not_helpful,
    ),
    (_("Carts changed"), lambda day: day.carts, _("ordered"), lambda day: day.orders),
    (_("Cost of models, in US dollars"), lambda day: day.cost, "", lambda _day: 0),
)


class Period(ChannelPage):
    """A page about the days that were asked for."""

    model = Assistant

    @cached_property
    def form(self) -> PeriodForm:
        until = timezone.localdate()
        usual = {"since": until - timedelta(days=USUAL_DAYS - 1), "until": until}
        return PeriodForm({name: self.request.GET.get(name) or usual[name] for name in usual})

    @property
    def period(self) -> tuple[date, date]:
        """The days that were asked for, the last thirty when they make no sense."""
        if self.form.is_valid():
            return self.form.cleaned_data["since"], self.form.cleaned_data["until"]
        until = timezone.localdate()
        return until - timedelta(days=USUAL_DAYS - 1), until


class AnalyticsPage(Period):
    page_title = _("How the assistant works")
    template_name = "chatbot/back_office/analytics.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        since, until = self.period
        days = figures_by_day(channel=self.channel, since=since, until=until)
        return super().get_context_data(
            form=self.form,
            total=sum_up(days),
            pictures=[_picture(days, *each) for each in PICTURES],
            **given,
        )


def _picture(
    days: list[tuple[date, Figures]], title: Any, number: _Number, marked: Any, part: _Number
) -> Picture:
    most = max((Decimal(number(figures)) for _day, figures in days), default=Decimal(0))
    bars = [
        Bar(
            day,
            Decimal(number(figures)),
            _percent(number(figures), most),
            _percent(part(figures), Decimal(number(figures))),
        )
        for day, figures in days
    ]
    return Picture(title, marked, bars, most)


def _percent(part: int | Decimal, whole: Decimal) -> int:
    """How many percent of the whole a part is, at least 1 when there is any."""
    return max(1, round(100 * part / whole)) if whole and part else 0


class AnalyticsViewSet(PageViewSet):
    name = "assistant_analytics"
    url_prefix = "assistant/analytics"
    icon = "table"
    menu_label = _("Analytics")
    page_class = AnalyticsPage
