"""Filters: which products satisfy them, and which variants do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from commerce.catalogue.registry import PRICE, is_of_variants
from search.query.filters import FacetFilter, PriceFilter, facet_token
from search.query.heads import HEAD_FIELDS
from search.query.question import Question

from .amounts import to_units_at_least, to_units_at_most

Json = dict[str, Any]
ANYTHING: Json = {"match_all": {}}
IS_SIMPLE: Json = {"term": {"is_simple": True}}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of a question, or some of them, and the only products it is about if it names any."""

    facets: tuple[FacetFilter, ...] = ()
    price: PriceFilter | None = None
    only: tuple[int, ...] = ()

    @classmethod
    def of(cls, question: Question) -> Narrowing:
        """Return all filters of the question."""
        return cls(question.filters, question.price, question.only)

    def without(self, field: str) -> Narrowing:
        """Return the filters but for those on the field."""
        kept = tuple(each for each in self.facets if each.field != field)
        return Narrowing(kept, None if field == PRICE else self.price, self.only)

    def product_clauses(self) -> list[Json]:
        """Return what a product has to satisfy: all filters, in one of its variants.

        Each filter is asked of the product as a whole first, which is cheap and leaves few. Only
        several filters together need a look at single variants, and then only of products whose
        variants differ.
        """
        clauses = [_has_one(each, "facets") for each in self.facets]
        if self.price is not None:
            clauses += _overlap(self.price)
        if self.only:
            clauses.append({"terms": {"product_id": list(self.only)}})
        if self._needs_one_variant():
            clauses.append(any_of(IS_SIMPLE, self._in_one_variant()))
        return clauses

    def variant_clauses(self) -> list[Json]:
        """Return what a variant has to satisfy."""
        clauses = [_has_one(each, "variants.facets") for each in self._facets_of_variants()]
        if self.price is not None:
            clauses.append(_costs(self.price))
        return clauses

    def _facets_of_variants(self) -> list[FacetFilter]:
        return [each for each in self.facets if is_of_variants(each.field)]

    def _needs_one_variant(self) -> bool:
        """Whether products may satisfy each filter in some variant, but not all in the same."""
        is_between = self.price is not None and None not in (self.price.minimum, self.price.maximum)
        return is_between or len(self.variant_clauses()) > 1

    def _in_one_variant(self) -> Json:
        return {"nested": {"path": "variants", "query": all_of(self.variant_clauses())}}


def all_of(clauses: Sequence[Json]) -> Json:
    """Return what holds when all clauses do, without a score."""
    return {"bool": {"filter": clauses}} if clauses else ANYTHING


def has_any_facet(wanted: FacetFilter) -> Json:
    """Return what holds for products of which any variant has one of the values."""
    return _has_one(wanted, "heads" if wanted.field in HEAD_FIELDS else "facets")


def _has_one(wanted: FacetFilter, path: str) -> Json:
    tokens = [facet_token(wanted.field, value) for value in dict.fromkeys(wanted.values)]
    return {"term": {path: tokens[0]}} if len(tokens) == 1 else {"terms": {path: tokens}}


def any_of(*clauses: Json) -> Json:
    """Return what holds when one of the clauses does."""
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _overlap(price: PriceFilter) -> Iterable[Json]:
    """Yield what a product's span of prices satisfies when one of its variants may cost that much."""
    field = f"price.{price.currency}"
    if price.minimum is not None:
        yield {"range": {f"{field}.maximum": {"gte": to_units_at_least(price.minimum)}}}
    if price.maximum is not None:
        yield {"range": {f"{field}.minimum": {"lte": to_units_at_most(price.maximum)}}}
    if price.minimum is None and price.maximum is None:
        yield {"exists": {"field": f"{field}.minimum"}}


def _costs(price: PriceFilter) -> Json:
    bounds: Json = {}
    if price.minimum is not None:
        bounds["gte"] = to_units_at_least(price.minimum)
    if price.maximum is not None:
        bounds["lte"] = to_units_at_most(price.maximum)
    field = f"variants.price.{price.currency}"
    return {"range": {field: bounds}} if bounds else {"exists": {"field": field}}
