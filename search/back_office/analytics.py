"""What shoppers search for, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commerce.core.spreadsheets import csv_line
from search.models import Placement, QueryRedirect, SynonymSet
from search.permissions import OwnChannelsPolicy
from search.selectors.statistics import (
    QueryStatistic,
    get_search_counts,
    list_query_statistics,
    list_search_days,
)

from .pages import ChannelPage, PageViewSet

USUAL_DAYS: Final = 30
MAX_DAYS: Final = 400
SHOWN_ROWS: Final = 200
EXPORTED_ROWS: Final = 50_000
# What the table is sorted by, with the head of its column; the largest come first.
COLUMNS: Final = {
    "searches": _("Searches"),
    "zero_results": _("Without result"),
    "click_rate": _("Clicked"),
    "add_to_cart_rate": _("Into the cart"),
    "conversion_rate": _("Ordered"),
    "abandoned": _("Abandoned"),
}
FILE_COLUMNS: Final = (
    *("query", "locale", "results", "searches", "zero_results", "clicks", "add_to_carts"),
    *("orders", "abandoned"),
)


class PeriodForm(forms.Form):
    """Which days are looked at, both ends included."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end has to be after the beginning."))
        elif since and until and until - since > timedelta(days=MAX_DAYS):
            self.add_error("since", _("Choose at most 400 days."))
        return cleaned


class AnalyticsPage(ChannelPage):
    page_title = _("Search analytics")
    template_name = "search/back_office/analytics.html"

    def get(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        if request.GET.get("export") == "csv":
            return self._export()
        return super().get(request, *args, **options)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        since, until = self.period
        days = list_search_days(
            channel=self.channel, since=since, until=until, locale=self.language
        )
        return super().get_context_data(
            form=self.form,
            counts=get_search_counts(
                channel=self.channel, since=since, until=until, locale=self.language
            ),
            days=days,
            busiest=max((counts.searches for _day, counts in days), default=0),
            rows=[self._row(one) for one in self._statistics(SHOWN_ROWS)],
            columns=[self._column(name, label) for name, label in COLUMNS.items()],
            order=self.order,
            language=self.language,
            only_without_result=self.only_without_result,
            shown_rows=SHOWN_ROWS,
            export_url=self._link(export="csv"),
            **given,
        )

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

    @property
    def language(self) -> str | None:
        wanted = self.request.GET.get("locale", "")
        return wanted if wanted in self.channel.locales else None

    @property
    def order(self) -> str:
        wanted = self.request.GET.get("order", "searches")
        return wanted if wanted in COLUMNS else "searches"

    @property
    def only_without_result(self) -> bool:
        return self.request.GET.get("without_result") == "1"

    def _statistics(self, limit: int) -> list[QueryStatistic]:
        since, until = self.period
        return list_query_statistics(
            channel=self.channel,
            since=since,
            until=until,
            locale=self.language,
            order=self.order,
            only_without_result=self.only_without_result,
            limit=limit,
        )

    def _row(self, statistic: QueryStatistic) -> dict[str, Any]:
        counts = statistic.counts
        return {
            "query": statistic.query,
            "locale": statistic.locale,
            "results": statistic.results,
            "counts": counts,
            "is_lost": counts.zero_results == counts.searches,
            "links": self._links(statistic),
            "try_url": self._try_url(statistic),
        }

    def _links(self, statistic: QueryStatistic) -> list[dict[str, Any]]:
        """The ways out of a search that finds nothing, as far as the person may take them."""
        place = {"channel": self.channel.pk, "locale": statistic.locale}
        synonym = {**place, "kind": SynonymSet.Kind.ONE_WAY, "sources": statistic.query}
        query = {**place, "query": statistic.query}
        ways = (
            (SynonymSet, _("Synonym"), "search_synonyms:add", synonym),
            (QueryRedirect, _("Redirect"), "search_redirects:add", query),
            (Placement, _("Pin"), "search_placements:add", query),
        )
        return [
            {"label": label, "url": f"{reverse(name)}?{urlencode(values)}"}
            for model, label, name, values in ways
            if OwnChannelsPolicy(model).user_has_permission(self.request.user, "add")
        ]

    def _try_url(self, statistic: QueryStatistic) -> str:
        values = {"channel": self.channel.code, "locale": statistic.locale, "q": statistic.query}
        return f"{reverse('search_preview:index')}?{urlencode(values)}"

    def _column(self, name: str, label: Any) -> dict[str, Any]:
        return {
            "name": name,
            "label": label,
            "url": self._link(order=name),
            "is_sorted": name == self.order,
        }

    def _link(self, **changes: str) -> str:
        query = self.request.GET.copy()
        query.pop("export", None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def _export(self) -> StreamingHttpResponse:
        since, until = self.period
        response = StreamingHttpResponse(self._lines(), content_type="text/csv; charset=utf-8")
        name = f"searches-{self.channel.code}-{since}-{until}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _lines(self) -> Iterator[str]:
        yield "\ufeff" + csv_line(FILE_COLUMNS)
        for one in self._statistics(EXPORTED_ROWS):
            counts = [getattr(one.counts, name) for name in FILE_COLUMNS[3:]]
            yield csv_line((one.query, one.locale, one.results, *counts))


class AnalyticsViewSet(PageViewSet):
    name = "search_analytics"
    url_prefix = "search-marketing/analytics"
    icon = "table"
    menu_label = _("Search analytics")
    page_class = AnalyticsPage
