"""What one ranked answer is worth, and what a set of them is worth together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean
from typing import Final

NDCG_DEPTH: Final = 10
RECALL_DEPTH: Final = 50
RELEVANT: Final = 2  # the least grade that a shopper would call an answer


def ndcg(grades_in_order: Sequence[int], all_grades: Iterable[int], at: int = NDCG_DEPTH) -> float:
    """Normalised discounted cumulative gain of the first `at` products, from 0 to 1.

    A product of grade g at rank r is worth (2^g - 1) / log2(r + 1); the sum is divided by that of
    the best possible order of `all_grades`, the grades of every product judged for the query,
    found or not. 0 when no product was judged above 0.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4),
    2002; the exponential gain is of Burges et al., "Learning to rank using gradient descent",
    ICML 2005.
    """
    ideal = _discounted_gain(sorted(all_grades, reverse=True)[:at])
    return _discounted_gain(grades_in_order[:at]) / ideal if ideal else 0.0


def _discounted_gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def reciprocal_rank(grades_in_order: Sequence[int], least: int = RELEVANT) -> float:
    """1 / rank of the first product with a grade of `least` or more; 0 when there is none.

    Its mean over queries is the MRR of Voorhees, "The TREC-8 question answering track report",
    1999.
    """
    ranks = (rank for rank, grade in enumerate(grades_in_order, start=1) if grade >= least)
    first = next(ranks, None)
    return 1 / first if first else 0.0


def recall(ranked: Sequence[str], relevant: Collection[str], at: int = RECALL_DEPTH) -> float:
    """Share of `relevant` that is among the first `at` of `ranked`; 0 when nothing is relevant.

    Manning, Raghavan and Schütze, "Introduction to information retrieval", 2008, section 8.3.
    """
    wanted = set(relevant)
    return len(wanted.intersection(ranked[:at])) / len(wanted) if wanted else 0.0


def zero_result_rate(totals: Sequence[int]) -> float:
    """Share of queries that found nothing, by the number of products each found."""
    return fmean(total == 0 for total in totals) if totals else 0.0


@dataclass(frozen=True, slots=True)
class QueryRow:
    """What one query's answer is worth. `total` counts all products found, not only the ranked."""

    query: str
    ndcg: float
    reciprocal_rank: float
    recall: float
    total: int


def measure_query(
    query: str, *, ranked: Sequence[str], grades: Mapping[str, int], total: int
) -> QueryRow:
    """Measure the SKUs found for a query, best first, against its judged `grades` by SKU.

    At least the first 50 of `ranked` are needed for the recall to be right. A SKU that comes
    twice counts once, where it comes first, so that no answer is worth more than the best one.
    """
    distinct = list(dict.fromkeys(ranked))
    in_order = [grades.get(sku, 0) for sku in distinct]
    return QueryRow(
        query=query,
        ndcg=ndcg(in_order, grades.values()),
        reciprocal_rank=reciprocal_rank(in_order),
        recall=recall(distinct, [sku for sku, grade in grades.items() if grade >= RELEVANT]),
        total=total,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a judged set, one per query, and their plain means. All 0 without rows."""

    rows: tuple[QueryRow, ...]

    @property
    def ndcg(self) -> float:
        return _mean(row.ndcg for row in self.rows)

    @property
    def mean_reciprocal_rank(self) -> float:
        return _mean(row.reciprocal_rank for row in self.rows)

    @property
    def recall(self) -> float:
        return _mean(row.recall for row in self.rows)

    @property
    def zero_result_rate(self) -> float:
        return zero_result_rate([row.total for row in self.rows])


def _mean(figures: Iterable[float]) -> float:
    known = list(figures)
    return fmean(known) if known else 0.0
