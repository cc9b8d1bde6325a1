"""What of the money of an order goes back for pieces that came back. Functions of values alone.

A line's price is what it cost after all offers and vouchers, with its tax. Parts of it are cut as
differences of rounded sums, so that however many parts a line comes back in, they come to its price.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from commerce.core.money import Money

WHOLE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid, with tax, and how much of that is tax."""

    gross: Money
    tax: Money

    @property
    def net(self) -> Money:
        return self.gross - self.tax

    def __add__(self, other: Paid) -> Paid:
        return Paid(self.gross + other.gross, self.tax + other.tax)


def nothing(currency: str) -> Paid:
    return Paid(Money.zero(currency), Money.zero(currency))


def paid_share(*, goods: Decimal, taken_off: Decimal) -> Decimal:
    """Return which part of the prices of lines was paid, where the whole order had something off."""
    return max(goods - taken_off, Decimal(0)) / goods if goods > 0 else WHOLE


def paid_for(
    *, gross: Money, tax: Money, quantity: int, before: int, pieces: int, share: Decimal = WHOLE
) -> Paid:
    """Return what so many pieces of a line cost, when `before` have been given back already."""

    def sum_of(amount: Money, number: int) -> Money:
        return Money(amount.amount * share * number / quantity, amount.currency).rounded()

    def part(amount: Money) -> Money:
        return sum_of(amount, before + pieces) - sum_of(amount, before)

    return Paid(part(gross), part(tax))
