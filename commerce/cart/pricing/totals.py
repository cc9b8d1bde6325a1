"""The figures of a cart: computed once, read by cart, review, order, payment and letter.

All amounts are whole payable units of one currency. A line's total is its subtotal less its
discounts; an order's total is that of its lines, and shipping less what offers take off it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commerce.core.money import Money


@dataclass(frozen=True, slots=True)
class LineDiscount:
    """What one offer takes off one line."""

    offer_id: int
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class LineFigures:
    """What a line costs; all amounts are zero where there is no price."""

    unit_price: Money
    quantity: int
    discounts: tuple[LineDiscount, ...]

    @property
    def subtotal(self) -> Money:
        return self.unit_price * self.quantity

    @property
    def discount(self) -> Money:
        return Money.sum((part.amount for part in self.discounts), self.unit_price.currency)

    @property
    def total(self) -> Money:
        return self.subtotal - self.discount


@dataclass(frozen=True, slots=True)
class Discount:
    """What one offer takes off the goods, or off shipping; `times` is how often it applied."""

    offer_id: int
    name: str
    description: str
    amount: Money
    voucher_id: int | None
    voucher_code: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All of a cart's money. `shipping` is None until a method is chosen."""

    currency: str
    lines: tuple[LineFigures, ...]
    discounts: tuple[Discount, ...]
    shipping: Money | None = None
    shipping_discounts: tuple[Discount, ...] = ()

    @property
    def subtotal(self) -> Money:
        """The goods before discounts."""
        return Money.sum((line.subtotal for line in self.lines), self.currency)

    @property
    def discount(self) -> Money:
        return Money.sum((line.discount for line in self.lines), self.currency)

    @property
    def goods(self) -> Money:
        return self.subtotal - self.discount

    @property
    def shipping_discount(self) -> Money:
        return Money.sum((row.amount for row in self.shipping_discounts), self.currency)

    @property
    def shipping_charge(self) -> Money | None:
        """What is paid for shipping."""
        return None if self.shipping is None else self.shipping - self.shipping_discount

    @property
    def total(self) -> Money:
        return self.goods + (self.shipping_charge or Money.zero(self.currency))

    @property
    def adds_up(self) -> bool:
        """Whether each cent of a discount has its row, and nothing is below zero or not payable."""
        given = Money.sum((row.amount for row in self.discounts), self.currency)
        amounts = list(self._amounts())
        return (
            given == self.discount
            and all(amount >= Money.zero(self.currency) for amount in amounts)
            and all(amount.is_payable for amount in amounts)
        )

    def _amounts(self) -> Iterator[Money]:
        for line in self.lines:
            yield from (line.unit_price, line.total)
            yield from (part.amount for part in line.discounts)
        for row in (*self.discounts, *self.shipping_discounts):
            yield row.amount
        yield from (self.shipping_charge or Money.zero(self.currency), self.total)
