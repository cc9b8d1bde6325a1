"""How many products have which value of a facet.

A facet's own filters do not count for it, so each facet with a filter is counted by a search of its
own; all facets without one are counted together, in one pass over one field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from commerce.catalogue.registry import PRICE, is_of_variants
from search.query.filters import split_token
from search.query.question import Question

from .narrowing import IS_SIMPLE, Narrowing, all_of
from .prices import span_aggregations
from .ranking import counted_query

Json = dict[str, Any]
# Values that are counted at most, over all facets of a pass.
MOST_VALUES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Pass:
    """Facets that are counted over the same products: those that satisfy `narrowing`."""

    narrowing: Narrowing
    fields: frozenset[str]
    currency: str | None = None  # of the prices that are counted too

    def is_over_all_found(self, question: Question) -> bool:
        """Whether no filter of the question is left out."""
        return self.narrowing == Narrowing.of(question)

    def aggregations(self) -> Json:
        """Return what has to be counted."""
        return {**self._values(), **span_aggregations(self.currency)}

    def counts_of(self, aggregations: Mapping[str, Any]) -> dict[str, dict[str, int]]:
        """Return the products by field and value."""
        counts: dict[str, dict[str, int]] = {field: {} for field in self.fields}
        flat, varying = self._split()
        _add(counts, aggregations.get("facets"), flat)
        if varying:
            _add(counts, aggregations["simple"]["facets"], varying)
            _add(counts, aggregations["variants"]["matching"]["facets"], varying)
        return counts

    def _values(self) -> Json:
        flat, varying = self._split()
        values: Json = {}
        if flat:
            values["facets"] = _terms("facets", flat)
        if varying:
            values["simple"] = {"filter": IS_SIMPLE, "aggs": {"facets": _terms("facets", varying)}}
            values["variants"] = self._in_variants(varying)
        return values

    def _split(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the facets that products are asked for, and those that need one of their variants.

        As long as nothing narrows variants down, any variant's value is a value of its product.
        """
        if not self.narrowing.variant_clauses():
            return self.fields, frozenset()
        varying = frozenset(field for field in self.fields if is_of_variants(field))
        return self.fields - varying, varying

    def _in_variants(self, fields: frozenset[str]) -> Json:
        products: Json = {"products": {"reverse_nested": {}}}
        facets = {**_terms("variants.facets", fields), "aggs": products}
        matching = {"filter": all_of(self.narrowing.variant_clauses()), "aggs": {"facets": facets}}
        return {"nested": {"path": "variants"}, "aggs": {"matching": matching}}


def passes_of(question: Question) -> list[Pass]:
    """Return the passes that count what a question asks for, none when that is nothing."""
    narrowing = Narrowing.of(question)
    filtered = {each.field for each in question.filters}
    is_priced = question.price is not None
    currency = question.currency if question.counts_prices else None
    wanted = frozenset(question.facets)
    first = Pass(narrowing, wanted - filtered, None if is_priced else currency)
    others = [
        Pass(narrowing.without(field), frozenset({field})) for field in sorted(wanted & filtered)
    ]
    if is_priced and currency is not None:
        others.append(Pass(narrowing.without(PRICE), frozenset(), currency))
    return [part for part in (first, *others) if part.fields or part.currency is not None]


def counting_body(question: Question, part: Pass, words: Json | None) -> Json:
    """Return the search that carries out a pass and shows no product."""
    query = counted_query(question, part.narrowing, words)
    return {
        "size": 0,
        "track_total_hits": part.is_over_all_found(question),
        "query": query,
        "aggs": part.aggregations(),
    }


def _terms(path: str, fields: frozenset[str]) -> Json:
    """Return what counts the values of the fields, and maybe of others.

    Leaving the others out pays for a single field only: it costs a look at every value there is.
    """
    terms: Json = {"field": path, "size": MOST_VALUES}
    if len(fields) == 1:
        (field,) = fields
        terms["include"] = f"{_literally(field)}:.*"
    return {"terms": terms}


def _literally(text: str) -> str:
    """Return the text as a regular expression of Lucene that matches nothing else."""
    return re.sub(r"[^A-Za-z0-9_]", lambda mark: f"\\{mark[0]}", text)


def _add(
    counts: dict[str, dict[str, int]], terms: Mapping[str, Any] | None, fields: frozenset[str]
) -> None:
    """Add what was counted for these fields; the same terms may tell of others too."""
    wanted = {field: counts[field] for field in fields}
    for bucket in terms["buckets"] if terms else ():
        field, value = split_token(bucket["key"])
        if (counted := wanted.get(field)) is not None:
            products = bucket.get("products", bucket)["doc_count"]
            counted[value] = counted.get(value, 0) + products
