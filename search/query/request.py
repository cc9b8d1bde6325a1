"""What a shopper asks for, before anything of it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from commerce.catalogue.registry import PRICE_MAX, PRICE_MIN, kind_of_parameter

from .question import Sort


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search in a shopper's own terms: categories by slug, values by code.

    `chosen` are values by the names of the parameters that ask for them. Those of one name are
    alternatives; the rest is all required. `literal` names the fields that must not be understood
    from the text.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    literal: frozenset[str] = frozenset()
    sort: Sort = Sort.RELEVANCE

    @property
    def price_min(self) -> Decimal | None:
        return self._amount(PRICE_MIN)

    @property
    def price_max(self) -> Decimal | None:
        return self._amount(PRICE_MAX)

    @property
    def has_price(self) -> bool:
        return self.price_min is not None or self.price_max is not None

    @property
    def chosen_codes(self) -> frozenset[str]:
        """The kinds of facets that the shopper chose something of."""
        kinds = map(kind_of_parameter, self.chosen)
        return frozenset(kind.code for kind in kinds if kind is not None)

    def _amount(self, name: str) -> Decimal | None:
        values = self.chosen.get(name)
        return Decimal(values[0]) if values else None
