"""Where the rows of two tables go when they become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Joining:
    """The ordinal in the joined table of every ordinal of the older and of the newer table.

    Products that are in both keep what the newer one says; -1 stands for those that are left out.
    """

    size: int
    older: Array
    newer: Array

    def scattered(self, older: Array, newer: Array) -> Array:
        """Return one value per product, taken from the table that the product comes from."""
        joined = np.empty(self.size, dtype=older.dtype)
        kept = self.older >= 0
        joined[self.older[kept]] = older[kept]
        joined[self.newer] = newer
        return joined


def join_ids(older: Array, newer: Array, replaced: Array) -> tuple[Array, Joining]:
    """Return the ids of both, without the replaced ones of the older, and where each of them goes."""
    kept = ~np.isin(older, replaced)
    ids = np.sort(np.concatenate([older[kept], newer]))
    places = np.full(len(older), -1, dtype=np.int32)
    places[kept] = np.searchsorted(ids, older[kept])
    return ids, Joining(len(ids), places, np.searchsorted(ids, newer).astype(np.int32))
