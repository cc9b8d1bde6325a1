"""What the products found can be narrowed down by, in a shopper's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import get_language

from commerce.catalogue.enums import FacetType
from commerce.catalogue.registry import (
    CATEGORY,
    FacetKind,
    find_facet_kind,
    kind_of_field,
    list_facet_kinds,
)
from commerce.core.money import Money

if TYPE_CHECKING:
    from decimal import Decimal

    from commerce.catalogue.selectors.search_feed import FacetField, FacetLabel
    from search.finding.words.categories import CategoryTree
    from search.query.answer import Answer, PriceSpan
    from search.query.filters import FacetFilter, PriceFilter

Json = dict[str, Any]

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
        for kind in list_facet_kinds():
            if kind.type is FacetType.RANGE:
                yield self._price(kind)
            elif kind.code == CATEGORY:
                yield _facet(kind, self._categories())
            elif kind.label is not None:
                yield _facet(kind, self._told(kind))
            else:
                yield from self._named(kind)

    def _named(self, kind: FacetKind) -> Iterator[Json]:
        """Yield the facets of the kind that the catalogue has names for."""
        for field in self.fields:
            is_shown = field.is_facet or self._selected(field.code)
            if is_shown and kind_of_field(field.code) is kind:
                yield self._attribute(kind, field)

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
        return bool(self.filters) and any(value["is_selected"] for value in facet["values"])

    def _counts(self, field: str) -> dict[str, int]:
        """The counts of a field, with an honest 0 for what was chosen and nothing has."""
        return {**dict.fromkeys(self._selected(field), 0), **self.answer.counts.get(field, {})}

    def _selected(self, field: str) -> tuple[str, ...]:
        return tuple(v for facet in self.filters if facet.field == field for v in facet.values)

    def _attribute(self, kind: FacetKind, field: FacetField) -> Json:
        counts, selected = self._counts(field.code), self._selected(field.code)
        kept = _most_frequent(counts, selected)
        named = field.named
        values = [
            _value(
                code,
                field.label(code),
                counts[code],
                named[code].swatch if code in named else None,
                code in selected,
            )
            for code in sorted(kept, key=_ranks(named))
        ]
        own = {"code": field.code, "name": field.name, "unit": field.unit}
        type_ = FacetType.BOOLEAN if field.is_boolean else kind.type
        return _facet(kind, values, **own, type=type_.value)

    def _told(self, kind: FacetKind) -> Iterator[Json]:
        """Yield the values of a kind that has names for them itself."""
        counts, selected = self._counts(kind.field), self._selected(kind.field)
        for value, term, label in _choices(kind.code, get_language()):
            if term in counts:
                yield _value(value, label, counts[term], None, term in selected)

    def _categories(self) -> Iterator[Json]:
        counts, selected = self._counts(CATEGORY), self._selected(CATEGORY)
        for word in self.categories.visible(counts, selected):
            parent = self.categories.find(word.parent_id)
            own = str(word.id)
            value = _value(word.slug, word.name, counts.get(own, 0), None, own in selected)
            yield {**value, "depth": word.depth - 1, "parent": parent.slug if parent else None}

    def _price(self, kind: FacetKind) -> Json:
        facet = _facet(kind, ())
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


def _facet(kind: FacetKind, values: Iterable[Json], **members: Any) -> Json:
    return {
        "code": kind.code,
        "name": _name(kind.code, get_language()),
        "type": kind.type.value,
        "is_single": kind.is_single,
        "values": list(values),
        "unit": None,
        "minimum": None,
        "maximum": None,
        "buckets": [],
        **members,
    }


# Translations are read once in the life of a process, and so are the names of what is registered.
@cache
def _name(code: str, _language: str) -> str:
    kind = find_facet_kind(code)
    return "" if kind is None else str(kind.name)


@cache
def _choices(code: str, _language: str) -> tuple[tuple[str, str, str], ...]:
    """Return the values of a kind that names them, with their terms and their names."""
    kind = find_facet_kind(code)
    if kind is None or kind.label is None:
        return ()
    terms = zip(kind.choices, kind.terms_of(kind.choices), strict=True)
    return tuple((value, term, kind.label(value)) for value, term in terms)


def _value(value: str, label: str, count: int, swatch: str | None, is_selected: bool) -> Json:
    return {
        "value": value,
        "label": label,
        "count": count,
        "swatch": swatch,
        "is_selected": is_selected,
        "depth": 0,
        "parent": None,
    }


def _most_frequent(counts: Mapping[str, int], selected: Sequence[str]) -> list[str]:
    by_count = sorted(counts, key=lambda code: (code not in selected, -counts[code], code))
    return by_count[:MAX_VALUES]


def _ranks(named: Mapping[str, FacetLabel]) -> Any:
    """Order values as the catalogue does: options in their own order, then numbers, then words."""

    def rank(code: str) -> tuple[int, float, str]:
        if code in named:
            return 0, named[code].position, code
        try:
            return 1, float(code), ""
        except ValueError:
            return 2, 0, code

    return rank
