"""What an engine finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from .fields import TextField
from .question import After
from .words import Rule


class Hit(NamedTuple):
    """A product that was found. `score` is 0 when the order is not by relevance."""

    product_id: int
    score: float
    sort_values: tuple[float | int | str | None, ...]


class Bucket(NamedTuple):
    """The products whose cheapest variant costs `lowest` or more and less than `highest`."""

    lowest: Decimal
    highest: Decimal
    products: int


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """Cheapest and dearest price of the products found, and how many there are in between.

    At most ten buckets of one round width (1, 2 or 5 times a power of ten) that begin at a multiple
    of it; none is left out between the first and the last.
    """

    minimum: Decimal
    maximum: Decimal
    buckets: tuple[Bucket, ...] = ()


# The products that have a value, by field and value. Values without products are left out.
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The part of the products found that was asked for, and the counts of all of them.

    `total` is exact. `after` is None behind the last product.
    """

    total: int
    hits: tuple[Hit, ...]
    counts: Counts = field(default_factory=dict)
    prices: PriceSpan | None = None
    after: After | None = None


class Contribution(NamedTuple):
    """What one concept or phrase, found in one field, is worth for one product before boosts.

    `rule` is what made the words a synonym of the concept.
    """

    concept: str
    words: str
    origin: str
    field: TextField
    score: float
    rule: Rule | None = None


class Factor(NamedTuple):
    """What multiplied the score of one product, and why."""

    label: str
    factor: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the score of a product came about."""

    product_id: int
    score: float
    contributions: tuple[Contribution, ...]
    factors: tuple[Factor, ...]
