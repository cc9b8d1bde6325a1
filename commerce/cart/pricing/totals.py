"""What a cart or an order comes to: one value, read by cart, review, order, payment and letter.

All amounts are whole payable units of one currency. Nothing outside of this module adds money up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from commerce.cart.enums import TotalKind
from commerce.core.money import Money
from commerce.tax.shapes.breakdown import TaxedPart, split


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One line of a sum; the amount is below zero for what is taken off.

    `source` tells lines of one kind apart: the offer, the way of sending. `message` is what the
    shopper said to it, `hint` how the line would change; no order keeps a hint. `tax` is the part
    of the amount that is tax; None where prices include all taxes and none is told.
    """

    kind: str
    label: str
    amount: Money
    source: str = ""
    tax: Money | None = None
    message: str = ""
    hint: str = field(default="", compare=False)

    @property
    def without_tax(self) -> Money:
        return self.amount if self.tax is None else self.amount - self.tax


@dataclass(frozen=True, slots=True)
class Totals:
    """All lines of a sum, in the order they were worked out. There is no shipping before a method.

    `taxes` tells net and tax of all that is goods, shipping or charge; it is empty where no tax is
    told. Where `is_net`, the lines before those of taxes are without them.
    """

    currency: str
    lines: tuple[TotalLine, ...]
    taxes: tuple[TaxedPart, ...] = field(default=(), compare=False)
    is_net: bool = False

    def of(self, *kinds: str) -> Money:
        """The sum of all lines of these kinds."""
        return Money.sum((line.amount for line in self.lines if line.kind in kinds), self.currency)

    @property
    def subtotal(self) -> Money:
        """The goods before discounts."""
        return self.of(TotalKind.GOODS)

    @property
    def discount(self) -> Money:
        """What offers take off the goods, as a positive amount."""
        return -self.of(TotalKind.DISCOUNT)

    @property
    def goods(self) -> Money:
        return self.of(TotalKind.GOODS, TotalKind.DISCOUNT)

    @property
    def shipping(self) -> Money | None:
        """What is paid for shipping; None until a method is chosen."""
        is_known = any(line.kind == TotalKind.SHIPPING for line in self.lines)
        return self.of(TotalKind.SHIPPING, TotalKind.SHIPPING_DISCOUNT) if is_known else None

    @property
    def charges(self) -> tuple[TotalLine, ...]:
        """What is neither goods nor shipping."""
        return tuple(line for line in self.lines if line.kind not in set(TotalKind))

    @property
    def tax(self) -> Money | None:
        if self.taxes:
            return Money.sum((part.tax for part in self.taxes), self.currency)
        told = [line.tax for line in self.lines if line.tax is not None]
        return Money.sum(told, self.currency) if told else None

    @property
    def total(self) -> Money:
        return Money.sum((line.amount for line in self.lines), self.currency)

    def plus(self, *lines: TotalLine) -> Totals:
        return replace(self, lines=(*self.lines, *lines))

    def part_of(self, source: str) -> TaxedPart | None:
        """Return the tax of what bears one rate only, such as a line."""
        return next((part for part in self.taxes if part.source == source), None)

    def split_like(self, part: TaxedPart | None, amount: Money) -> tuple[Money, Money]:
        """Return an amount of the same rate without its tax, and with it."""
        if part is None:
            return amount, amount
        own = split(part.source, amount, part.rate, is_net=self.is_net)
        return own.net, own.gross

    @property
    def without_tax_lines(self) -> Money:
        """All that is shown before the lines of taxes: net where prices are."""
        shown = (line.amount for line in self.lines if line.kind != TotalKind.TAX)
        return Money.sum(shown, self.currency)

    def tax_of(self, source: str) -> Money:
        """Return how much tax something bears, whatever its rates."""
        own = (part.tax for part in self.taxes if part.source == source)
        return Money.sum(own, self.currency)

    def adds_up(self, goods: Sequence[LineFigures]) -> bool:
        """Whether these goods make up the lines, and nothing is below zero or not payable."""
        zero = Money.zero(self.currency)
        parts = [*_amounts(goods), self.goods, self.shipping or zero, self.total]
        return (
            self.subtotal == Money.sum((line.subtotal for line in goods), self.currency)
            and self.discount == Money.sum((line.discount for line in goods), self.currency)
            and all(amount >= zero and amount.is_payable for amount in parts)
            and all(line.amount.is_payable for line in self.lines)
            and self._taxes_add_up()
        )

    def _taxes_add_up(self) -> bool:
        gross = Money.sum((part.gross for part in self.taxes), self.currency)
        return not self.taxes or gross == self.total


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

    def as_line(self, kind: TotalKind) -> TotalLine:
        return TotalLine(kind, self.name, -self.amount, source=str(self.offer_id))


def goods_line(amounts: Iterable[Money], currency: str) -> TotalLine:
    """Return the line of all goods, before discounts."""
    return TotalLine(TotalKind.GOODS, _("Goods"), Money.sum(amounts, currency))


def total_goods(
    currency: str, goods: Iterable[LineFigures] = (), discounts: Iterable[Discount] = ()
) -> Totals:
    """Return what the goods come to, each offer with a line of its own."""
    lines = (discount.as_line(TotalKind.DISCOUNT) for discount in discounts)
    return Totals(currency, (goods_line((line.subtotal for line in goods), currency), *lines))


def _amounts(goods: Iterable[LineFigures]) -> Iterator[Money]:
    for line in goods:
        yield from (line.unit_price, line.total)
        yield from (part.amount for part in line.discounts)
