"""What is searched for, and what comes of it: counts for the back office and for suggestions.

Recent searches are single records, older ones are counted by day (UTC); every count here is of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from search.models import SearchDay, SearchRecord

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

COUNTED: Final = ("searches", "zero_results", "clicks", "add_to_carts", "orders", "abandoned")

_OF_RECORDS: Final = {
    "searches": Count("pk"),
    "zero_results": Count("pk", filter=Q(results=0)),
    "clicks": Count("pk", filter=Q(was_clicked=True)),
    "add_to_carts": Count("pk", filter=Q(was_added=True)),
    "orders": Count("pk", filter=Q(was_ordered=True)),
    "abandoned": Count("pk", filter=Q(results__gt=0, was_clicked=False, was_added=False)),
}
# A count may not be named like a column of the table.
_SUM: Final = "sum_"
_OF_DAYS: Final = {f"{_SUM}{name}": Sum(name) for name in COUNTED}


class DayCount(NamedTuple):
    """The records of one text on one day; `counts` are by the names in COUNTED."""

    channel_id: int
    day: date
    locale: str
    query: str
    counts: dict[str, int]
    results: int


@dataclass
class SearchCounts:
    """How many searches there were, and how many of them led to what.

    `clicks`, `add_to_carts` and `orders` are searches that led to at least one, so that no rate is
    above 1. `abandoned` ones found something and led to nothing.
    """

    searches: int = 0
    zero_results: int = 0
    clicks: int = 0
    add_to_carts: int = 0
    orders: int = 0
    abandoned: int = 0

    def add(self, counts: dict[str, int]) -> None:
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + counts[name])

    @property
    def click_rate(self) -> float:
        return self._rate(self.clicks)

    @property
    def add_to_cart_rate(self) -> float:
        return self._rate(self.add_to_carts)

    @property
    def conversion_rate(self) -> float:
        return self._rate(self.orders)

    @property
    def zero_result_rate(self) -> float:
        return self._rate(self.zero_results)

    def _rate(self, number: int) -> float:
        return number / self.searches if self.searches else 0.0


@dataclass
class QueryStatistic:
    """One text in one language. `results` is the most that it found in the time."""

    locale: str
    query: str
    counts: SearchCounts = field(default_factory=SearchCounts)
    results: int = 0


def list_query_statistics(
    *,
    channel: Channel,
    since: date,
    until: date,
    locale: str | None = None,
    order: str = "searches",
    only_without_result: bool = False,
    limit: int = 500,
) -> list[QueryStatistic]:
    """Return what was searched for from `since` to `until`, both included. Two queries.

    Largest first by `order`, one of COUNTED or a rate of SearchCounts; texts in the order of the
    alphabet among equals.
    """
    found: dict[tuple[str, str], QueryStatistic] = {}
    for row in _rows(channel, since, until, locale, ("locale", "query")):
        key = row.pop("locale"), row.pop("query")
        statistic = found.setdefault(key, QueryStatistic(*key))
        statistic.results = max(statistic.results, row.pop("most"))
        statistic.counts.add(row)
    wanted = [one for one in found.values() if one.counts.zero_results or not only_without_result]
    wanted.sort(key=lambda one: (-getattr(one.counts, order), one.query, one.locale))
    return wanted[:limit]


def get_search_counts(
    *, channel: Channel, since: date, until: date, locale: str | None = None
) -> SearchCounts:
    """Return the counts of all searches of these days, both ends included. Two queries."""
    total = SearchCounts()
    for row in _rows(channel, since, until, locale, ("locale",)):
        total.add(row)
    return total


def list_search_days(
    *, channel: Channel, since: date, until: date, locale: str | None = None
) -> list[tuple[date, SearchCounts]]:
    """Return every day with its counts, days without a search included. Two queries."""
    days = {since + timedelta(days=n): SearchCounts() for n in range((until - since).days + 1)}
    for row in _rows(channel, since, until, locale, ("on",)):
        days[row.pop("on")].add(row)
    return list(days.items())


def count_by_query_and_day(records: QuerySet[SearchRecord]) -> Iterator[DayCount]:
    """Yield the counts of these records by channel, day, language and text. One query."""
    names = ("channel_id", "day", "locale", "query")
    rows = (
        records.annotate(day=TruncDate("recorded_at", tzinfo=UTC))
        .values(*names)
        .annotate(**_OF_RECORDS, most=Max("results"))
        .order_by(*names)
    )
    for row in rows:
        counts = {name: row[name] for name in COUNTED}
        yield DayCount(
            row["channel_id"], row["day"], row["locale"], row["query"], counts, row["most"]
        )


def _rows(
    channel: Channel, since: date, until: date, locale: str | None, names: Iterable[str]
) -> Iterator[dict[str, Any]]:
    begin = datetime.combine(since, time.min, UTC)
    end = datetime.combine(until + timedelta(days=1), time.min, UTC)
    records = SearchRecord.objects.filter(
        channel=channel, recorded_at__gte=begin, recorded_at__lt=end
    ).annotate(on=TruncDate("recorded_at", tzinfo=UTC))
    days = SearchDay.objects.filter(channel=channel, day__gte=since, day__lte=until).annotate(
        on=F("day")
    )
    if locale is not None:
        records, days = records.filter(locale=locale), days.filter(locale=locale)
    yield from records.values(*names).annotate(**_OF_RECORDS, most=Max("results")).order_by()
    for row in days.values(*names).annotate(**_OF_DAYS, most=Max("results")).order_by():
        yield {name.removeprefix(_SUM): value for name, value in row.items()}
