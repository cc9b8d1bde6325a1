"""What the products found can be narrowed down by, in a shopper's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.core.money import Money
from search.enums import FacetType
from search.query.filters import AVAILABLE, BADGE, CATEGORY, PRICE, RATING, SELLER, TRUE

if TYPE_CHECKING:
    from decimal import Decimal

    from commerce.catalogue.selectors.search_feed import FacetField
    from search.finding.words.categories import CategoryTree
    from search.query.answer import Answer, PriceSpan
    from search.query.filters import FacetFilter, PriceFilter

Json = dict[str, Any]

# The badge of a reduced product, and the name that the filter on it has outside.
SALE: Final = "sale"
ON_SALE: Final = "on_sale"
MAX_FACETS: Final = 12
MAX_VALUES: Final = 100
# Of the products found, so many must have a facet: one in twenty.
COVERAGE: Final = 20


@dataclass(frozen=True)
class FacetWriter:
    """Writes the facets of one answer. Names are in the active language."""

    answer: Answer
    filters: Sequence[FacetFilter]
    price: PriceFilter | None
    currency: str
    fields: Sequence[FacetField]
    categories: CategoryTree

    def facets(self) -> list[Json]:
        """Return at most twelve facets that make a difference; chosen ones always."""
        found = [facet for facet in self._all() if self._is_worth_it(facet)]
        by_choice = sorted(found, key=self._is_chosen, reverse=True)
        chosen = sum(map(self._is_chosen, found))
        kept = {facet["code"] for facet in by_choice[: max(MAX_FACETS, chosen)]}
        return [facet for facet in found if facet["code"] in kept]

    def _all(self) -> Iterator[Json]:
        yield _facet(CATEGORY, _("Category"), self._categories())
        yield self._price()
        for field in self.fields:
            is_shown = field.is_facet or self._selected(field.code)
            if is_shown and field.code != SELLER:
                yield self._attribute(field)
        yield _facet(RATING, _("Rating"), self._ratings())
        yield self._flag(AVAILABLE, _("Availability"), AVAILABLE, TRUE, _("In stock"))
        yield self._flag(ON_SALE, _("Offers"), BADGE, SALE, _("Reduced"))
        for field in self.fields:
            if field.code == SELLER:
                yield self._attribute(field)

    def _is_worth_it(self, facet: Json) -> bool:
        if facet["type"] == FacetType.RANGE:
            return facet["minimum"] is not None or self.price is not None
        if self._is_chosen(facet):
            return True
        coverage = sum(value["count"] for value in facet["values"] if not value["depth"])
        return coverage >= max(1, self.answer.total / COVERAGE)

    def _is_chosen(self, facet: Json) -> bool:
        if facet["type"] == FacetType.RANGE:
            return self.price is not None
        return any(value["is_selected"] for value in facet["values"])

    def _counts(self, field: str) -> dict[str, int]:
        """The counts of a field, with an honest 0 for what was chosen and nothing has."""
        return {**dict.fromkeys(self._selected(field), 0), **self.answer.counts.get(field, {})}

    def _selected(self, field: str) -> tuple[str, ...]:
        return tuple(v for facet in self.filters if facet.field == field for v in facet.values)

    def _attribute(self, field: FacetField) -> Json:
        counts, selected = self._counts(field.code), self._selected(field.code)
        kept = _most_frequent(counts, selected)
        swatches = {value.code: value.swatch for value in field.values}
        values = [
            _value(code, field.label(code), counts[code], swatches.get(code), code in selected)
            for code in sorted(kept, key=_ranks(field))
        ]
        kind = FacetType.BOOLEAN if field.is_boolean else FacetType.CHOICE
        return _facet(field.code, field.name, values, type=kind.value, unit=field.unit)

    def _flag(self, code: str, name: str, field: str, value: str, label: str) -> Json:
        count, is_selected = self._counts(field).get(value), value in self._selected(field)
        values = [] if count is None else [_value(TRUE, label, count, None, is_selected)]
        return _facet(code, name, values, type=FacetType.BOOLEAN.value)

    def _ratings(self) -> Iterator[Json]:
        counts, selected = self._counts(RATING), self._selected(RATING)
        for stars in sorted(counts, reverse=True):
            label = ngettext("%(stars)s star or more", "%(stars)s stars or more", int(stars))
            yield _value(stars, label % {"stars": stars}, counts[stars], None, stars in selected)

    def _categories(self) -> Iterator[Json]:
        counts, selected = self._counts(CATEGORY), self._selected(CATEGORY)
        for word in self.categories.visible(counts, selected):
            parent = self.categories.find(word.parent_id)
            own = str(word.id)
            value = _value(word.slug, word.name, counts.get(own, 0), None, own in selected)
            yield {**value, "depth": word.depth - 1, "parent": parent.slug if parent else None}

    def _price(self) -> Json:
        facet = _facet(PRICE, _("Price"), (), type=FacetType.RANGE.value)
        span: PriceSpan | None = self.answer.prices
        if span is None:
            return facet
        facet["minimum"], facet["maximum"] = self._money(span.minimum), self._money(span.maximum)
        facet["buckets"] = [
            {
                "from": self._money(bucket.lowest),
                "to": self._money(bucket.highest),
                "count": bucket.products,
            }
            for bucket in span.buckets
        ]
        return facet

    def _money(self, amount: Decimal) -> Json:
        return {**Money(amount, self.currency).as_json()}


def _facet(code: str, name: str, values: Iterable[Json], **members: Any) -> Json:
    empty: Json = {"unit": None, "minimum": None, "maximum": None, "buckets": []}
    plain = {"code": code, "name": name, "type": FacetType.CHOICE.value, "values": list(values)}
    return {**plain, **empty, **members}


def _value(value: str, label: str, count: int, swatch: str | None, is_selected: bool) -> Json:
    shown = {"value": value, "label": label, "count": count, "swatch": swatch}
    return {**shown, "is_selected": is_selected, "depth": 0, "parent": None}


def _most_frequent(counts: Mapping[str, int], selected: Sequence[str]) -> list[str]:
    by_count = sorted(counts, key=lambda code: (code not in selected, -counts[code], code))
    return by_count[:MAX_VALUES]


def _ranks(field: FacetField) -> Any:
    """Order values as the catalogue does: options in their own order, then numbers, then words."""
    positions = {value.code: value.position for value in field.values}

    def rank(code: str) -> tuple[int, float, str]:
        if code in positions:
            return 0, positions[code], code
        try:
            return 1, float(code), ""
        except ValueError:
            return 2, 0, code

    return rank
