"""What an edit leaves of the discounts that were agreed on: offers are not asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commerce.core.money import Money
from commerce.oscar.order.models import OrderDiscount

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

    from .goods import PlannedLine


@dataclass(frozen=True, slots=True)
class DiscountChange:
    """What an offer or a voucher had given of an order, and what is left of it."""

    name: str
    voucher: str
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class WithoutOffer:
    """Pieces that take part in no offer: they come on top, or staff have set their price."""

    name: str
    pieces: int
    has_own_price: bool


def changes_of(
    order: Order, goods: Mapping[int, Money], shipping: Mapping[int, Money]
) -> Iterator[DiscountChange]:
    """Return each discount of the order with what is left of it, by the key of its row."""
    zero = Money.zero(order.currency)
    for row in order.discounts.all():
        left = shipping if row.category == OrderDiscount.SHIPPING else goods
        before = Money(row.amount, order.currency).rounded()
        if before:
            name, code = row.offer_name or row.message, row.voucher_code
            yield DiscountChange(name, code, before, left.get(row.pk, zero))


def without_offer(lines: Iterable[PlannedLine]) -> Iterator[WithoutOffer]:
    """Return what of an edited order is at its list price, or at one that staff have set now."""
    for row in lines:
        if row.figures is None:
            continue
        if row.before is not None and row.before.unit_price != row.figures.unit_price:
            yield WithoutOffer(row.name, row.figures.quantity, has_own_price=True)
        elif row.more > 0:
            yield WithoutOffer(row.name, row.more, has_own_price=False)
