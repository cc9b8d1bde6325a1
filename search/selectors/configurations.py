"""The ranking in force, the one that marketers work on, and earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Max

from commerce.core.process_cache import ProcessCache
from search.models import (
    BoostRule,
    PublishedConfiguration,
    SearchPreferences,
    StoppedLine,
    StopWordList,
    SynonymSet,
)
from search.query.configuration import BoostKind, Configuration, SynonymRule
from search.query.configuration import BoostRule as PlainBoostRule
from search.query.configuration import StoppedLine as PlainStoppedLine
from search.query.filters import FacetFilter
from search.query.snapshot import from_json
from search.selectors.state import get_search_version

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


CONFIGURATIONS: Final[ProcessCache[int, Configuration]] = ProcessCache(
    "ranking configurations", stale="another version of the channel's search"
)


def get_configuration(channel: Channel, *, version: int | None = None) -> Configuration:
    """Return the configuration in force; number 0 before the first publication.

    Kept in the process as long as the search version stays the same: no query when the caller gives
    the `version` that it has just read, otherwise one.
    """
    return CONFIGURATIONS.get(
        channel.pk,
        lambda: _read_configuration(channel),
        version=lambda: get_search_version(channel=channel) if version is None else version,
    )


def _read_configuration(channel: Channel) -> Configuration:
    number = get_published_number(channel=channel)
    return get_numbered_configuration(channel=channel, number=number)


def get_published_number(*, channel: Channel) -> int:
    """Return the number of the configuration in force, 0 when there is none."""
    rows = PublishedConfiguration.objects.filter(channel=channel)
    return rows.aggregate(number=Max("number"))["number"] or 0


def get_numbered_configuration(*, channel: Channel, number: int) -> Configuration:
    """Return what was published under that number; 0 is what the software comes with.

    Raises PublishedConfiguration.DoesNotExist.
    """
    if number == 0:
        return Configuration()
    row = PublishedConfiguration.objects.get(channel=channel, number=number)
    return from_json(row.snapshot, number=number)


def list_publications(*, channel: Channel) -> QuerySet[PublishedConfiguration]:
    """Return what was published, the latest first, with who did it."""
    rows = PublishedConfiguration.objects.filter(channel=channel)
    return rows.select_related("published_by").order_by("-number")


def draft_configuration(channel: Channel) -> Configuration:
    """Return what would be in force if it were published now, under the next number. Six queries."""
    words = list(StopWordList.objects.filter(channel=channel).order_by("locale"))
    synonyms = SynonymSet.objects.filter(channel=channel, is_active=True).order_by("pk")
    boosts = BoostRule.objects.filter(channel=channel, is_active=True).order_by("pk")
    stopped = StoppedLine.objects.filter(channel=channel).values_list("trade", "locale", "text")
    preferences = find_preferences(channel=channel) or SearchPreferences(channel=channel)
    return Configuration(
        number=get_published_number(channel=channel) + 1,
        synonyms=tuple(_synonym_rule(row) for row in synonyms),
        left_out_packs=frozenset(preferences.left_out_packs),
        stopped_lines=frozenset(PlainStoppedLine(*line) for line in stopped),
        stop_words=frozenset((row.locale, word) for row in words for word in row.added_list),
        kept_words=frozenset((row.locale, word) for row in words for word in row.kept_list),
        weights=preferences.weights,
        boosts=tuple(_boost_rule(row) for row in boosts),
        in_stock_factor=preferences.in_stock_factor,
        is_personal=preferences.is_personal,
    )


def find_preferences(*, channel: Channel) -> SearchPreferences | None:
    """Return the draft preferences of the channel."""
    return SearchPreferences.objects.filter(channel=channel).first()


def _synonym_rule(row: SynonymSet) -> SynonymRule:
    return SynonymRule(row.locale, row.term_list, row.source_list)


def _boost_rule(row: BoostRule) -> PlainBoostRule:
    kind = BoostKind(row.kind)
    facet = FacetFilter(row.facet_field, row.value_list) if kind is BoostKind.FACET else None
    return PlainBoostRule(
        label=row.label,
        kind=kind,
        factor=row.factor,
        facet=facet,
        amount=row.amount,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )
