"""The calendar of everything planned, and the address at which calendar programs read it."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms import services
from cms.errors import CalendarNotFoundError
from cms.registry import Period, Planned, list_planned
from commerce.tenancy.selectors import current_channel, own_channels

FIRST_YEAR, LAST_YEAR = 2000, 2100


class PlannedView(WagtailAdminTemplateMixin, TemplateView):
    """One month of one channel or of all, as a month or as a list; POST makes or revokes an address."""

    template_name = "cms/back_office/planned.html"
    page_title = gettext_lazy("Calendar")
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    @cached_property
    def month(self) -> date:
        try:
            asked = date.fromisoformat(f"{self.request.GET.get('month', '')}-01")
        except ValueError:
            asked = timezone.localdate()
        is_known = FIRST_YEAR <= asked.year < LAST_YEAR
        return (asked if is_known else timezone.localdate()).replace(day=1)

    @cached_property
    def channels(self) -> Sequence[Any]:
        return own_channels()

    @cached_property
    def chosen(self) -> Sequence[Any]:
        code = self.request.GET.get("channel", "")
        return [one for one in self.channels if one.code == code] or self.channels

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        channel = self.chosen[0] if len(self.chosen) == 1 else current_channel()
        if request.POST.get("action") == "revoke":
            services.revoke_calendar_feeds(user=user)
            messages.success(request, _("Calendar programs read nothing any more."))
        elif request.POST.get("action") == "make":
            services.make_calendar_feed(user=user, channel=channel)
            messages.success(request, _("The address is ready to be copied."))
        return redirect(request.get_full_path())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        weeks = Calendar(formats.get_format("FIRST_DAY_OF_WEEK") - 1).monthdatescalendar(
            self.month.year, self.month.month
        )
        is_list = self.request.GET.get("view") == "list"
        planned = list_planned(self._period(weeks, is_list=is_list))
        feeds = services.list_calendar_feeds(user=self.request.user)
        return super().get_context_data(
            month=self.month,
            before=(self.month - timedelta(days=1)).replace(day=1),
            after=(self.month + timedelta(days=31)).replace(day=1),
            is_list=is_list,
            planned=planned,
            weeks=_weeks(weeks, planned, self.month),
            weekdays=[WEEKDAYS[day.weekday()] for day in weeks[0]],
            channels=self.channels,
            channel=self.chosen[0].code if len(self.chosen) == 1 else "",
            feeds=[(feed, services.address_of_feed(feed=feed)) for feed in feeds],
            **context,
        )

    def _period(self, weeks: Sequence[Sequence[date]], *, is_list: bool) -> Period:
        first, last = weeks[0][0], weeks[-1][-1]
        if is_list:
            first, last = self.month, self.month + timedelta(days=92)
        end = _midnight(last + timedelta(days=1))
        return Period(_midnight(first), end, self.chosen, self.request.user)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _weeks(
    weeks: Sequence[Sequence[date]], planned: Sequence[Planned], month: date
) -> list[list[dict[str, Any]]]:
    by_day: dict[date, list[Planned]] = defaultdict(list)
    for one in planned:
        by_day[timezone.localtime(one.moment).date()].append(one)
    today = timezone.localdate()
    return [
        [
            {
                "day": day,
                "planned": by_day[day],
                "is_today": day == today,
                "is_other": day.month != month.month,
            }
            for day in week
        ]
        for week in weeks
    ]


def planned_urls() -> list[Any]:
    return [path("planned/", PlannedView.as_view(), name="cms_planned")]


def planned_menu_item() -> MenuItem:
    address = reverse("cms_planned")
    return MenuItem(
        gettext_lazy("Calendar"), address, name="planned", icon_name="calendar-alt", order=600
    )


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer calendar programs; who has the address needs no account, until it is revoked."""
    try:
        text = services.write_calendar(token=token)
    except CalendarNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
