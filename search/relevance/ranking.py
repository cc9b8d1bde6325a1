"""What is measured: anything that answers a query with products in an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from .metrics import RECALL_DEPTH, Table, measure_query

DEPTH: Final = RECALL_DEPTH

# Grades by SKU, by query.
Judgements = Mapping[str, Mapping[str, int]]


class Ranked(NamedTuple):
    """The first products found, best first, and how many there are in all."""

    product_ids: Sequence[int]
    total: int


class Ranker(Protocol):
    """Answers queries in one language of one channel."""

    def __call__(self, query: str) -> Ranked:
        """Return at least the first 50 products, or all when there are fewer."""


def measure_ranking(
    judgements: Judgements,
    ranker: Ranker,
    product_ids: Mapping[str, int],
    on_query: Callable[[str], None] = lambda _query: None,
) -> Table:
    """Ask every query and measure the answers. `on_query` hears of each query when it is done.

    `product_ids` says which product a SKU belongs to. Variants of one product are one answer, worth
    the best of their grades. A SKU of no known product can never be found and counts as missing.
    """
    rows = []
    for query, grades in judgements.items():
        found = ranker(query)
        ranked = [str(product_id) for product_id in found.product_ids]
        by_product = grades_by_product(grades, product_ids)
        rows.append(measure_query(query, ranked=ranked, grades=by_product, total=found.total))
        on_query(query)
    return Table(tuple(rows))


def grades_by_product(grades: Mapping[str, int], product_ids: Mapping[str, int]) -> dict[str, int]:
    """Return the best grade by product; SKUs of no known product keep a place of their own."""
    best: dict[str, int] = {}
    for sku, grade in grades.items():
        key = str(product_ids[sku]) if sku in product_ids else f"sku {sku}"
        best[key] = max(grade, best.get(key, 0))
    return best


def judged_skus(judgements: Judgements) -> set[str]:
    """Return every SKU that was judged for some query."""
    return {sku for grades in judgements.values() for sku in grades}
