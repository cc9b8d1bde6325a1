"""Which products of a state answer a question, and what each of them scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from commerce.catalogue.registry import PRICE
from search.query.filters import Condition, PriceFilter
from search.query.question import Question, Sort
from search.query.words import Words

from .columns import Table
from .columns.joining import Array
from .facts import ALL_VARIANTS, scaled, scaled_up
from .matching import Matcher, find_coded, find_matches
from .snapshots import Snapshot

_NONE: Final = np.int64(0)
_ALL: Final = np.int64(ALL_VARIANTS)


@dataclass(frozen=True)
class Selection:
    """The products that have the words, and the variants that pass each filter.

    `ranks` are the places of pinned products, one more than these for products with a code, which
    lead in the order of relevance only, and one more than that for the rest.
    """

    table: Table
    candidates: Array
    scores: Array
    ranks: Array
    passed: tuple[tuple[str, Array], ...]

    def variants(self, *, without: str | None = None) -> Array:
        """Return the variants that pass all filters, or all but those on one field."""
        variants = np.where(self.candidates, _ALL, _NONE)
        for field, passing in self.passed:
            if field != without:
                variants &= passing
        return variants

    def filters_on(self, field: str) -> bool:
        """Whether a filter is on that field."""
        return any(field == each for each, _ in self.passed)


def select(snapshot: Snapshot, question: Question) -> Selection:
    """Return what the words, the pins and the filters of the question leave of the products."""
    table = snapshot.table
    candidates, scores, coded = _read_words(snapshot, question)
    pinned = _known(table, question.pinned)
    candidates[pinned] = True
    candidates[_known(table, question.hidden)] = False
    if question.only:
        candidates &= _named(table, question.only)
    ranks = np.full(table.size, len(pinned) + 1, dtype=np.int64)
    if is_scored(question):
        ranks[coded] = len(pinned)
    ranks[pinned[::-1]] = np.arange(len(pinned))[::-1]
    return Selection(table, candidates, scores, ranks, tuple(_filters(table, question)))


def boosted(table: Table, question: Question, found: Array, scores: Array) -> Array:
    """Return the scores of the found products after boosts and appeal."""
    factors = table.plain["appeal"][found]
    for boost in question.boosts:
        factors = np.where(
            satisfying(table, boost.condition)[found], factors * boost.factor, factors
        )
    return scores[found] * factors


def satisfying(table: Table, condition: Condition) -> Array:
    """Return which products satisfy a condition."""
    satisfied = np.ones(table.size, dtype=bool)
    if condition.facet is not None:
        facet = condition.facet
        satisfied &= table.facet(facet.field).having(facet.values, table.size) != 0
    if condition.measure is not None:
        satisfied &= table.plain[condition.measure.value] >= condition.at_least
    if condition.product_ids:
        satisfied &= _named(table, condition.product_ids)
    return satisfied


def is_scored(question: Question) -> bool:
    """Whether the answer is ordered by what the words are worth."""
    return question.sort is Sort.RELEVANCE and sought(question) is not None


def sought(question: Question) -> Words | None:
    """Return the words of the question if there is one at all."""
    words = question.words
    return words if words is not None and (words.concepts or words.codes) else None


def _read_words(snapshot: Snapshot, question: Question) -> tuple[Array, Array, Array]:
    """Return which products have the words, what those are worth, and who has a code."""
    table, words = snapshot.table, sought(question)
    scores = np.zeros(table.size)
    if words is None:
        return np.ones(table.size, dtype=bool), scores, np.zeros(0, dtype=np.int64)
    candidates = np.zeros(table.size, dtype=bool)
    if words.concepts:
        matches = find_matches(snapshot.searcher, Matcher(question.weights).query(words))
        ordinals = table.ordinals(matches.ids)
        candidates[ordinals[ordinals >= 0]] = True
        scores[ordinals[ordinals >= 0]] = matches.scores[ordinals >= 0]
    coded = _known(table, find_coded(snapshot.searcher, words))
    candidates[coded] = True
    return candidates, scores, coded


def _filters(table: Table, question: Question) -> list[tuple[str, Array]]:
    passed = [
        (each.field, table.facet(each.field).having(each.values, table.size))
        for each in question.filters
    ]
    if question.price is not None:
        passed.append((PRICE, _within(table, question.price)))
    return passed


def _within(table: Table, price: PriceFilter) -> Array:
    return table.prices_in(price.currency).within(
        None if price.minimum is None else scaled_up(price.minimum),
        None if price.maximum is None else scaled(price.maximum),
    )


def _named(table: Table, product_ids: tuple[int, ...]) -> Array:
    """Return which products are among those."""
    named = np.zeros(table.size, dtype=bool)
    named[_known(table, product_ids)] = True
    return named


def _known(table: Table, product_ids: ArrayLike) -> Array:
    """Return the ordinals of those products that are here, in the order given."""
    ordinals = table.ordinals(product_ids)
    return ordinals[ordinals >= 0]
