"""One ranking out of several whose scores cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Final

# Keeps a first place in one ranking from outdoing good places in several.
K: Final = 60


def fuse(
    rankings: Sequence[Sequence[int]], *, weights: Sequence[float] = (), k: int = K
) -> list[tuple[int, float]]:
    """Return everything that is ranked anywhere with its score, the best first.

    Reciprocal rank fusion: a score is the sum of weight / (k + rank) over the rankings that have it,
    each of weight 1 without `weights`, ranks counted from 1 (G. V. Cormack, C. L. A. Clarke and
    S. Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods",
    SIGIR 2009). Equals keep the order of the first ranking that has one of them. Each ranking names a
    thing once.
    """
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights or repeat(1.0), strict=False):
        for rank, each in enumerate(ranking, start=1):
            scores[each] = scores.get(each, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])
