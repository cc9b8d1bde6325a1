"""Personalised places, and how often each of their variants was shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, Sum, TextField
from django.db.models.functions import Cast

from cms.models import CategoryPage, HeronPage, SlotCount

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Page

MOST_PAGES: Final = 200
_Counts = Mapping[tuple[int, str], Mapping[str, tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class ShownVariant:
    """A variant, with its number in the place; `name` is empty for what everybody else sees.

    One that `is_gone` was shown in that time and stands there no longer; where `has_lost_place`, the
    whole place was taken off the page, and nobody knows its name any more.
    """

    page: HeronPage
    place: str
    name: str
    shown: int
    clicked: int
    is_gone: bool = False
    has_lost_place: bool = False

    @property
    def share(self) -> Decimal | None:
        """How many of a hundred went on from it; None where nobody was shown it."""
        if not self.shown:
            return None
        return (Decimal(100 * self.clicked) / self.shown).quantize(Decimal("0.1"))


def list_shown_variants(*, pages: QuerySet[Page], since: date) -> list[ShownVariant]:
    """Return the variants of all personalised places of these pages, place by place.

    The number of queries does not grow with the pages; of very many the first ones are told.
    """
    counted = SlotCount.objects.filter(page__in=pages.order_by().values("pk"), day__gte=since)
    counts: dict[tuple[int, str], dict[str, tuple[int, int]]] = {}
    summed = counted.order_by().values_list("page", "place", "variant")
    for page, place, variant, *numbers in summed.annotate(Sum("shown"), Sum("clicked")):
        counts.setdefault((page, place), {})[variant] = (numbers[0], numbers[1])
    found = list(_pages_with_places(pages, {page for page, _place in counts}))
    return [each for page in found for each in (*_variants_of(page, counts), *_lost(page, counts))]


def has_counts(*, page: Page) -> bool:
    """Whether a personalised place of the page was ever shown, and is still told of."""
    return bool(SlotCount.objects.filter(page=page.pk).exists())


def _pages_with_places(pages: QuerySet[Page], counted: Collection[int]) -> Iterator[HeronPage]:
    """Only bodies that name a place are read, and those of pages that had one."""
    left = MOST_PAGES
    for model in HeronPage.__subclasses__():
        if left <= 0:
            return
        bodies = model._default_manager.annotate(written=Cast("body", TextField()))
        has_place = Q(written__contains='"slot"') | Q(pk__in=counted)
        rows = bodies.filter(has_place, pk__in=pages.order_by().values("pk"))
        chosen = list(rows.select_related("locale").order_by("path")[:left])
        left -= len(chosen)
        yield from chosen


def _variants_of(page: HeronPage, counts: _Counts) -> Iterator[ShownVariant]:
    for item in _places_of(page):
        place, value = item["id"], item["value"]
        found = dict(counts.get((page.pk, place), {}))
        names = {one["id"]: one["value"].get("name", "") for one in value.get("variants") or ()}
        for key, name in {"": "", **names}.items():
            yield ShownVariant(page, value.get("name", ""), name, *found.pop(key, (0, 0)))
        if found:
            yield ShownVariant(page, value.get("name", ""), "", *_sum_of(found), is_gone=True)


def _lost(page: HeronPage, counts: _Counts) -> Iterator[ShownVariant]:
    """Yield one row for each place that was shown in that time and was taken off the page."""
    there = {item["id"] for item in _places_of(page)}
    for key, place in sorted(counts):
        if key == page.pk and place not in there:
            shown, clicked = _sum_of(counts[key, place])
            yield ShownVariant(page, "", "", shown, clicked, is_gone=True, has_lost_place=True)


def _sum_of(found: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    shown, clicked = (sum(numbers) for numbers in zip(*found.values(), strict=True))
    return shown, clicked


def _places_of(page: HeronPage) -> Sequence[Any]:
    streams = [page.body, *([page.between] if isinstance(page, CategoryPage) else [])]
    return [item for stream in streams for item in stream.raw_data if item["type"] == "slot"]
