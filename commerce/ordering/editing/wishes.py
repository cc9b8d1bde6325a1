"""What staff want an order to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.ordering.review import Address


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What one piece is to cost, as prices of the order are shown, and why."""

    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class MoreGoods:
    """Something that the order did not have, by its SKU."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditWish:
    """All that is to be different; what is left out stays. Lines are named by their keys.

    A quantity of zero takes a line out. `method` is the code of a way of sending, and `pickup_point`
    the id of one of its pickup points.
    """

    quantities: Mapping[int, int] = field(default_factory=dict)
    prices: Mapping[int, NewPrice] = field(default_factory=dict)
    added: tuple[MoreGoods, ...] = ()
    address: Address | None = None
    method: str = ""
    pickup_point: str = ""
    note: str = ""
