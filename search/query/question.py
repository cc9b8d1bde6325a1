"""A whole search as an engine gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from .fields import DEFAULT_WEIGHTS, Weights
from .filters import Boost, FacetFilter, PriceFilter
from .words import Words

# A page further in than this is reached by cursor only.
MAX_WINDOW: Final = 10_000
TIE_BREAKER: Final = 0.2
PHRASE_WEIGHT: Final = 0.25


class Sort(StrEnum):
    """Orders of an answer. Equals are ordered by product id, the newest product first."""

    RELEVANCE = "relevance"  # without words: featured, then position
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESCENDING = "-price"
    NAME = "name"
    RATING = "rating"
    BESTSELLING = "bestselling"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class IndexName:
    """One index: what one channel shows in one language. `kind` is "products" or "pages"."""

    channel: str
    locale: str
    kind: str = "products"


@dataclass(frozen=True, slots=True)
class After:
    """Where the next part begins: behind the entry with these sort values.

    `point_in_time` is the engine's own name of the state that is read, None for the present one.
    """

    values: tuple[float | int | str | None, ...]
    point_in_time: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A search in one index.

    The score of a product that has the words is

        ( sum over concepts of best + TIE_BREAKER * others ) * product of boosts * appeal

    where a concept's summands are, for each alternative and each field with a weight, alternative
    weight * field weight * BM25 (k1 = 1.2, b = 0.75) of its tokens there, `best` the largest and
    `others` the sum of the rest (Lucene's disjunction maximum); an alternative of several tokens that
    is no phrase adds up those of its tokens. A phrase adds PHRASE_WEIGHT * field weight of the name *
    its BM25 in the name. `appeal` is stored with the product.

    `pinned` products come first in their order, whatever the words, when they satisfy the filters;
    `hidden` ones never come. `only`, unless it is empty, leaves those products out of all others, and
    out of all counts. Prices are sorted and filtered in `currency`.

    `facets` are the fields to count, for each the products that satisfy all filters but those on the
    field itself. `counts_prices` asks for the span of prices, without regard to the price filter.
    An engine need not count more than `enough` products.
    """

    index: IndexName
    currency: str
    words: Words | None = None
    filters: tuple[FacetFilter, ...] = ()
    price: PriceFilter | None = None
    sort: Sort = Sort.RELEVANCE
    weights: Weights = field(default_factory=lambda: DEFAULT_WEIGHTS)
    boosts: tuple[Boost, ...] = ()
    pinned: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    only: tuple[int, ...] = ()
    facets: tuple[str, ...] = ()
    counts_prices: bool = False
    size: int = 24
    offset: int = 0
    after: After | None = None
    keeps_point_in_time: bool = False
    enough: int | None = None
