"""Personalised places, and how often each of their variants was shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Sum, TextField
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

    One that `is_gone` was shown in that time and stands there no longer.
    """

    page: HeronPage
    place: str
    name: str
    shown: int
    clicked: int
    is_gone: bool = False

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
    found = list(_pages_with_places(pages))
    rows = SlotCount.objects.filter(page__in=[page.pk for page in found], day__gte=since)
    summed = rows.order_by().values_list("page", "place", "variant")
    counts: dict[tuple[int, str], dict[str, tuple[int, int]]] = {}
    for page, place, variant, *numbers in summed.annotate(Sum("shown"), Sum("clicked")):
        counts.setdefault((page, place), {})[variant] = (numbers[0], numbers[1])
    return [each for page in found for each in _variants_of(page, counts)]


def _pages_with_places(pages: QuerySet[Page]) -> Iterator[HeronPage]:
    """Only bodies that name a place are read."""
    left = MOST_PAGES
    for model in HeronPage.__subclasses__():
        if left <= 0:
            return
        bodies = model._default_manager.annotate(written=Cast("body", TextField()))
        rows = bodies.filter(written__contains='"slot"', pk__in=pages.order_by().values("pk"))
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
            shown, clicked = (sum(numbers) for numbers in zip(*found.values(), strict=True))
            yield ShownVariant(page, value.get("name", ""), "", shown, clicked, is_gone=True)


def _places_of(page: HeronPage) -> Sequence[Any]:
    streams = [page.body, *([page.between] if isinstance(page, CategoryPage) else [])]
    return [item for stream in streams for item in stream.raw_data if item["type"] == "slot"]
