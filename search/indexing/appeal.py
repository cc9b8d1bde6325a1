"""How much better a product does for being bought and liked."""

from __future__ import annotations

import math
from typing import Final

SALES_WEIGHT: Final = 0.10
MOST_FOR_SALES: Final = 0.35
MOST_FOR_RATING: Final = 0.15
# Before anyone judged it, a product counts as if ten people had given it three and a half stars.
USUAL_RATING: Final = 3.5
USUAL_REVIEWS: Final = 10
BEST_RATING: Final = 5.0


def appeal(*, sold: int, rating: float, reviews: int) -> float:
    """Return the factor, from 1.0 for the unknown to 1.5 for the famous.

        1 + min(0.35, 0.10 * log10(1 + sold)) + 0.15 * max(0, (r - 3.5) / 1.5)

    where r = (10 * 3.5 + reviews * rating) / (10 + reviews) is the rating drawn towards the usual
    one (a Bayesian average). Ten sold pieces are worth 0.10, a hundred 0.20, a thousand 0.30; bad
    reviews take nothing away.
    """
    for_sales = min(MOST_FOR_SALES, SALES_WEIGHT * math.log10(1 + sold))
    stars = (USUAL_REVIEWS * USUAL_RATING + reviews * rating) / (USUAL_REVIEWS + reviews)
    liked = max(0.0, (stars - USUAL_RATING) / (BEST_RATING - USUAL_RATING))
    return round(1 + for_sales + MOST_FOR_RATING * liked, 4)
