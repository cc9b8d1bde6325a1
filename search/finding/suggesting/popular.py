"""What shoppers search for most, learnt from what they did and cleared of junk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils import timezone

from commerce.core.process_cache import ProcessCache
from search.language.analysis import get_analyser
from search.query.privacy import looks_personal
from search.selectors.statistics import list_query_statistics

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.selectors.statistics import QueryStatistic

DAYS: Final = 30
MIN_SEARCHES: Final = 3
MIN_LENGTH: Final = 2
MAX_LENGTH: Final = 60
MAX_WORDS: Final = 6
MAX_QUERIES: Final = 5_000


class PopularQuery(NamedTuple):
    """A text that several searches were for, and how many products it found."""

    text: str
    plain: str
    results: int


@dataclass(frozen=True)
class PopularQueries:
    """The popular queries of a channel in one language, the most popular first."""

    queries: tuple[PopularQuery, ...]

    def beginning_with(self, prefix: str, limit: int) -> list[PopularQuery]:
        """Return the most popular ones with a word that the folded text is the beginning of."""
        found = (query for query in self.queries if _begins(query.plain, prefix))
        return [query for _number, query in zip(range(limit), found, strict=False)]

    @cached_property
    def by_plain(self) -> dict[str, PopularQuery]:
        return {query.plain: query for query in self.queries}


POPULAR: Final[ProcessCache[tuple[int, str], PopularQueries]] = ProcessCache(
    "popular queries", stale="five minutes", seconds=300.0
)


def get_popular_queries(*, channel: Channel, locale: str) -> PopularQueries:
    """Return what is popular, five minutes old at most. Two queries then, none in between."""
    return POPULAR.get((channel.pk, locale), lambda: PopularQueries(_learn(channel, locale)))


def _learn(channel: Channel, locale: str) -> tuple[PopularQuery, ...]:
    today = timezone.now().date()
    statistics = list_query_statistics(
        channel=channel,
        since=today - timedelta(days=DAYS),
        until=today,
        locale=locale,
        limit=MAX_QUERIES,
    )
    plain = get_analyser(locale).plain
    return tuple(
        PopularQuery(one.query, " ".join(plain(one.query)), one.results)
        for one in statistics
        if is_worth_suggesting(one)
    )


def is_worth_suggesting(statistic: QueryStatistic) -> bool:
    """Whether several shoppers found something with a text of usual size that tells nobody."""
    text = statistic.query
    return (
        statistic.counts.searches >= MIN_SEARCHES
        and statistic.results > 0
        and MIN_LENGTH <= len(text) <= MAX_LENGTH
        and len(text.split()) <= MAX_WORDS
        and not looks_personal(text)
    )


def _begins(plain: str, prefix: str) -> bool:
    return plain.startswith(prefix) or f" {prefix}" in plain
