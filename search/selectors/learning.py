"""What became of recent searches, text by text, as far as several of them agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Count, Q

from search.models import SearchInteraction, SearchRecord, SynonymSuggestion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

# What fewer searches did is chance, and may be one person's.
FEWEST: Final = 3
_CHOSEN: Final = Q(was_clicked=True) | Q(was_added=True)


class Choice(NamedTuple):
    """How many searches for a text ended in a product."""

    locale: str
    query: str
    product_id: int
    searches: int


class TextCount(NamedTuple):
    """How many searches for a text ended in any product."""

    locale: str
    query: str
    searches: int


class Rewording(NamedTuple):
    """How often somebody who chose nothing searched again, and then chose something."""

    locale: str
    before: str
    query: str
    searches: int


def list_choices(*, channel: Channel) -> Iterable[Choice]:
    """Return the products that several searches for a text ended in. One query."""
    rows = SearchInteraction.objects.filter(record__channel=channel).order_by()
    grouped = rows.values_list("record__locale", "record__query", "product_id")
    counted = grouped.annotate(searches=Count("record", distinct=True))
    return [Choice(*row) for row in counted.filter(searches__gte=FEWEST)]


def list_chosen_texts(*, channel: Channel) -> Iterable[TextCount]:
    """Return the texts of which several searches ended in a product. One query."""
    rows = SearchRecord.objects.filter(_CHOSEN, channel=channel).order_by()
    counted = rows.values_list("locale", "query").annotate(searches=Count("pk"))
    return [TextCount(*row) for row in counted.filter(searches__gte=FEWEST)]


def list_rewordings(*, channel: Channel) -> Iterable[Rewording]:
    """Return the texts that led to nothing, with those that led on. One query."""
    rows = SearchRecord.objects.filter(_CHOSEN, channel=channel).exclude(reworded_from="")
    grouped = rows.order_by().values_list("locale", "reworded_from", "query")
    return [Rewording(*row) for row in grouped.annotate(searches=Count("pk"))]


def list_suggestions(*, channel: Channel) -> QuerySet[SynonymSuggestion]:
    """Return what nobody has decided yet, the best founded first."""
    rows = SynonymSuggestion.objects.filter(channel=channel, is_dismissed=False)
    return rows.order_by("-rewordings", "-searches", "source", "term")
