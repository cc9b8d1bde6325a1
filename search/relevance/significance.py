"""Whether one configuration ranks worse than another, or only differs by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean
from typing import Final

from .metrics import Table

ROUNDS: Final = 10_000
LEVEL: Final = 0.05
SEED: Final = 20_070  # any fixed number: the same tables must always get the same verdict


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

    One-sided paired randomisation test: Smucker, Allan and Carterette, "A comparison of
    statistical significance tests for information retrieval evaluation", CIKM 2007. Percentile
    bootstrap interval: Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13.
    Raises ValueError for lists that are empty or of different length.
    """
    if not before:
        raise ValueError("Nothing was measured, so nothing can be compared.")
    differences = [new - old for old, new in zip(before, after, strict=True)]
    lowest, highest = _bootstrap_interval(differences)
    return Comparison(fmean(differences), lowest, highest, _chance_of_loss(differences))


def _chance_of_loss(differences: Sequence[float]) -> float:
    """Share of random swaps of before and after that lose as much as was lost, or more.

    The observed order counts as one of the swaps, so that no chance is ever called 0 (Phipson and
    Smyth, "Permutation p-values should never be zero", 2010).
    """
    random = Random(SEED)  # noqa: S311 - a repeatable draw is the point; nothing is kept secret
    changed = [difference for difference in differences if difference]
    observed = sum(changed)
    tolerance = 1e-12 * len(changed)  # sums of the same numbers in another order may differ
    losses = sum(_swap(changed, random) <= observed + tolerance for _ in range(ROUNDS))
    return (losses + 1) / (ROUNDS + 1)


def _swap(differences: Sequence[float], random: Random) -> float:
    return sum(difference if random.random() < 0.5 else -difference for difference in differences)


def _bootstrap_interval(differences: Sequence[float]) -> tuple[float, float]:
    random = Random(SEED)  # noqa: S311 - as above
    size = len(differences)
    means = sorted(fmean(random.choices(differences, k=size)) for _ in range(ROUNDS))
    outside = int(ROUNDS * LEVEL / 2)
    return means[outside], means[-outside - 1]
