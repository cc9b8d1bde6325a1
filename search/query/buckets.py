"""How a span of prices is cut into buckets: the same cut whatever engine counts them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

MOST_BUCKETS: Final = 10
# Prices are counted in steps of this; no currency of the world has smaller ones.
SMALLEST_WIDTH: Final = Decimal("0.001")


def bucket_width(lowest: Decimal, highest: Decimal) -> Decimal:
    """Return the smallest of 1, 2 and 5 times a power of ten that needs at most ten buckets.

    `lowest` and `highest` are the least and the greatest of the amounts that are put into buckets.
    """
    power = SMALLEST_WIDTH
    while True:
        for digit in (1, 2, 5):
            if _buckets_needed(lowest, highest, digit * power) <= MOST_BUCKETS:
                return digit * power
        power *= 10


def bucket_number(amount: Decimal, width: Decimal) -> int:
    """Return the number of the bucket that holds the amount; bucket n begins at n times the width."""
    return int(amount // width)


def _buckets_needed(lowest: Decimal, highest: Decimal, width: Decimal) -> int:
    return bucket_number(highest, width) - bucket_number(lowest, width) + 1
