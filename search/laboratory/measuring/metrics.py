"""What ranked answers are worth, and what a set of them is worth together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, NamedTuple

import ir_measures
from ir_measures import RR, R, nDCG

DEPTH: Final = 50
RELEVANT: Final = 2  # the least grade that a shopper would call an answer
# A product of grade g at rank r is worth (2^g - 1) / log2(r + 1): Burges et al., "Learning to rank
# using gradient descent", ICML 2005.
NDCG: Final = nDCG(gains={grade: 2**grade - 1 for grade in (1, 2, 3)}) @ 10
RECIPROCAL_RANK: Final = RR(rel=RELEVANT)
RECALL: Final = R(rel=RELEVANT) @ DEPTH

# Grades by SKU, by query.
Judgements = Mapping[str, Mapping[str, int]]


class Ranked(NamedTuple):
    """The first products found, best first, and how many there are in all."""

    product_ids: Sequence[int]
    total: int


# Answers a query with at least the first 50 products, or with all when there are fewer.
Ranker = Callable[[str], Ranked]


@dataclass(frozen=True, slots=True)
class QueryRow:
    """What one query's answer is worth. `total` counts all products found, not only the ranked."""

    query: str
    ndcg: float
    reciprocal_rank: float
    recall: float
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Plain means over queries, and the share of them that found nothing. All 0 without queries."""

    ndcg: float = 0.0
    mean_reciprocal_rank: float = 0.0
    recall: float = 0.0
    zero_result_rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a judged set, one per query."""

    rows: tuple[QueryRow, ...]

    @property
    def figures(self) -> Figures:
        rows = [(row.ndcg, row.reciprocal_rank, row.recall, not row.total) for row in self.rows]
        return Figures(*map(fmean, zip(*rows, strict=True))) if rows else Figures()


def measure_ranking(
    judgements: Judgements,
    ranker: Ranker,
    product_ids: Mapping[str, int],
    on_query: Callable[[str], None],
) -> Table:
    """Ask every query and measure the answers. `on_query` hears of each query when it is done.

    `product_ids` says which product a SKU belongs to. Variants of one product are one answer, worth
    the best of their grades. A SKU of no known product can never be found and counts as missing.
    """
    rows = []
    for query, grades in judgements.items():
        rows.append(measure_query(query, ranker(query), grades_by_product(grades, product_ids)))
        on_query(query)
    return Table(tuple(rows))


def measure_query(query: str, found: Ranked, grades: Mapping[str, int]) -> QueryRow:
    """Measure what was found for a query against its `grades` by product.

    A product that comes twice counts once, where it comes first.
    """
    ranked = dict.fromkeys(map(str, found.product_ids))
    run = {query: {product_id: -place for place, product_id in enumerate(ranked)}}
    measured = {RECIPROCAL_RANK: 0.0, NDCG: 0.0, RECALL: 0.0}
    for one in ir_measures.iter_calc(measured, {query: dict(grades)}, run):
        measured[one.measure] = one.value
    return QueryRow(query, measured[NDCG], measured[RECIPROCAL_RANK], measured[RECALL], found.total)


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
