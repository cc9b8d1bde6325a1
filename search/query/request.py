"""What a shopper asks for, before anything of it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from .filters import ATTRIBUTE_PREFIX, AVAILABLE, BADGE, CATEGORY, PRICE, RATING, SELLER
from .question import Sort


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search in a shopper's own terms: categories by slug, values by code.

    Values of one attribute, categories and sellers are alternatives; the rest is all required.
    `literal` names the fields that must not be understood from the text.
    """

    text: str = ""
    categories: tuple[str, ...] = ()
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    is_available: bool = False
    is_on_sale: bool = False
    rating: int | None = None
    sellers: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    literal: frozenset[str] = frozenset()
    sort: Sort = Sort.RELEVANCE

    @property
    def has_price(self) -> bool:
        return self.price_min is not None or self.price_max is not None

    @property
    def chosen_fields(self) -> frozenset[str]:
        """The fields that the shopper chose something of."""
        chosen = {
            CATEGORY: bool(self.categories),
            PRICE: self.has_price,
            AVAILABLE: self.is_available,
            BADGE: self.is_on_sale,
            RATING: self.rating is not None,
            SELLER: bool(self.sellers),
        }
        attributes = (f"{ATTRIBUTE_PREFIX}{code}" for code in self.attributes)
        return frozenset([*attributes, *(name for name, is_chosen in chosen.items() if is_chosen)])
