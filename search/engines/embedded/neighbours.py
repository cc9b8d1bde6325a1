"""Products whose vectors point the same way as a vector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.query.question import Question

from .columns.joining import Array
from .ordering import first_rows
from .selecting import select
from .snapshots import Snapshot


def find_nearest(
    snapshot: Snapshot, question: Question, vector: Sequence[float]
) -> list[tuple[int, float]]:
    """Return the nearest of the products that answer the question, with their similarity.

    The similarity is (1 + cosine) / 2. Products without a vector of that length are never near.
    """
    ordinals, similarities = _similarities(snapshot, np.asarray(vector, dtype=np.float32))
    passing = (select(snapshot, question).variants() != 0)[ordinals]
    ids, found = snapshot.table.ids[ordinals[passing]], similarities[passing]
    rows = first_rows((-found, -ids), question.size)
    return list(zip(ids[rows].tolist(), found[rows].tolist(), strict=True))


def _similarities(snapshot: Snapshot, vector: Array) -> tuple[Array, Array]:
    ordinals, units = snapshot.table.vectors.get(
        len(vector), (np.zeros(0, dtype=np.int64), np.zeros((0, len(vector))))
    )
    length = float(np.linalg.norm(vector)) or 1.0
    return ordinals, (1 + units @ (vector / length)) / 2
