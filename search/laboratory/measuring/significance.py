"""Whether one configuration ranks worse than another, or only differs by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

import numpy as np

from .metrics import Table

ROUNDS: Final = 9_999  # with the order that was observed, 10,000
LEVEL: Final = 0.05
SEED: Final = 20_070  # any fixed number: the same tables must always get the same verdict
BATCH: Final = 200  # draws that are in memory at once


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the mean over queries moved, and how sure that is.

    `difference` is after minus before. It lies between `lowest` and `highest` in 95 of 100 draws
    of other queries like these. `p_value` is the chance of a loss at least as big as this one if
    both configurations were equally good.
    """

    difference: float
    lowest: float
    highest: float
    p_value: float

    @property
    def is_worse(self) -> bool:
        """Whether the mean fell by more than chance explains, at the 5 % level.

        Fewer than five queries that changed can never prove a loss: that all of four fall
        happens by chance alone in one of 16 cases.
        """
        return self.difference < 0 and self.p_value < LEVEL


def compare_tables(before: Table, after: Table) -> Comparison:
    """Compare the nDCG of two configurations, query by query. Raises ValueError unless both
    tables have the same queries.
    """
    earlier = {row.query: row.ndcg for row in before.rows}
    later = {row.query: row.ndcg for row in after.rows}
    if earlier.keys() != later.keys():
        raise ValueError("The tables have different queries and cannot be compared in pairs.")
    return compare_pairs(list(earlier.values()), [later[query] for query in earlier])


def compare_pairs(before: Sequence[float], after: Sequence[float]) -> Comparison:
    """Compare two figures per query, in the same order. The same input gives the same answer.

    One-sided paired randomisation test, exact where few queries changed: Smucker, Allan and
    Carterette, "A comparison of statistical significance tests for information retrieval
    evaluation", CIKM 2007. Percentile bootstrap interval: Efron and Tibshirani, "An introduction to
    the bootstrap", 1993, chapter 13. Raises ValueError for lists that are empty or of different
    length.
    """
    from scipy import stats  # 80 MB that only a process that measures is to have

    if not before:
        raise ValueError("Nothing was measured, so nothing can be compared.")
    differences = np.array([new - old for old, new in zip(before, after, strict=True)])
    # Swaps of what stayed the same change nothing; but scipy wants two figures or more.
    changed = np.pad(differences[differences != 0], (0, 2))
    drawing = {"n_resamples": ROUNDS, "batch": BATCH, "rng": SEED}
    swaps = stats.permutation_test(
        (changed,), np.sum, permutation_type="samples", alternative="less", **drawing
    )
    low = high = differences[0]
    if np.ptp(differences):
        draws = stats.bootstrap((differences,), np.mean, method="percentile", **drawing)
        low, high = draws.confidence_interval
    return Comparison(fmean(differences), float(low), float(high), float(swaps.pvalue))
