"""Rules of the catalogue that are decided in one place and cost no query."""

from __future__ import annotations

LOW_STOCK = 5


def stock_threshold(own: int | None) -> int:
    """Return up to how many pieces are few: as set for a stock record, else for the shop."""
    return LOW_STOCK if own is None else own


def is_low(left: int, threshold: int) -> bool:
    """Whether so few pieces are left that staff are alerted and shoppers are told."""
    return left <= threshold


def offer_rank(*, is_priced: bool, left: int, wanted: int = 1) -> int:
    """Return how well an offer of one seller serves; the smallest number is sold from.

    One that has all that is wanted, one that has some, one that is sold out, one without price.
    """
    if not is_priced:
        return 3
    return 0 if left >= wanted else 1 if left > 0 else 2
