"""Net, tax and gross of amounts, so that they add up for each line, each rate and the total.

Amounts are as they are shown: with their tax, or without where prices are net. Either the tax of
each amount is rounded, or that of all amounts of a rate once; then the parts are the differences
of rounded running sums, each within one payable unit of its own exact tax.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from commerce.core.money import Money
from commerce.tax.enums import ExtrasRule, Rounding

from .rates import AppliedRate

HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Taxable:
    """An amount as it is shown, of a line or something else (`source`), and the rate it bears."""

    source: str
    amount: Money
    rate: AppliedRate


@dataclass(frozen=True, slots=True)
class TaxedPart:
    """An amount with its tax told apart; a source that bears several rates has several parts."""

    source: str
    rate: AppliedRate
    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class RateSum:
    """All that bears one rate."""

    rate: AppliedRate
    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        return self.net + self.tax


def exact_tax(amount: Money, percentage: Decimal, *, is_net: bool) -> Money:
    """Return the tax on an amount, or in it, with every digit."""
    base = HUNDRED if is_net else HUNDRED + percentage
    return Money(amount.amount * percentage / base, amount.currency)


def split(source: str, amount: Money, rate: AppliedRate, *, is_net: bool) -> TaxedPart:
    """Return one amount with its tax, rounded for itself."""
    tax = exact_tax(amount, rate.percentage, is_net=is_net).rounded()
    return TaxedPart(source, rate, amount if is_net else amount - tax, tax)


def break_down(amounts: Iterable[Taxable], *, is_net: bool, rounding: str) -> tuple[TaxedPart, ...]:
    """Return net and tax of each amount, in the same order."""
    rounded = _rounded_each if rounding == Rounding.LINE else _rounded_once
    return tuple(rounded(amounts, is_net=is_net))


def sum_rates(parts: Iterable[TaxedPart]) -> tuple[RateSum, ...]:
    """Return what each rate comes to, the highest first."""
    sums: dict[str, RateSum] = {}
    for part in parts:
        known = sums.get(part.rate.key)
        sums[part.rate.key] = RateSum(
            rate=part.rate,
            net=known.net + part.net if known else part.net,
            tax=known.tax + part.tax if known else part.tax,
        )
    return tuple(sorted(sums.values(), key=lambda row: (-row.rate.percentage, row.rate.key)))


def share_among(
    source: str, amount: Money, goods: Sequence[Taxable], rule: str, usual: AppliedRate
) -> list[Taxable]:
    """Return the parts of an amount that is not goods, each with a rate of the goods it goes with.

    What is taken off is always in proportion: it lowers everything alike.
    """
    weights = _weights(goods)
    if not weights or (rule == ExtrasRule.STANDARD and amount.amount >= 0):
        return [Taxable(source, amount, usual)]
    if rule == ExtrasRule.PROPORTIONAL or amount.amount < 0:
        return _in_proportion(source, amount, weights)
    by = _by_percentage if rule == ExtrasRule.HIGHEST else _by_weight
    return [Taxable(source, amount, max(weights, key=by)[0])]


_Weight = tuple[AppliedRate, Decimal]


def _by_percentage(weight: _Weight) -> Decimal:
    return weight[0].percentage


def _by_weight(weight: _Weight) -> tuple[Decimal, Decimal]:
    return weight[1], weight[0].percentage


def _weights(goods: Iterable[Taxable]) -> list[_Weight]:
    sums: dict[str, _Weight] = {}
    for each in goods:
        known = sums.get(each.rate.key, (each.rate, Decimal(0)))[1]
        sums[each.rate.key] = (each.rate, known + each.amount.amount)
    return [weight for weight in sums.values() if weight[1] > 0]


def _in_proportion(source: str, amount: Money, weights: list[_Weight]) -> list[Taxable]:
    size = Money(abs(amount.amount), amount.currency)
    shares = size.shared_out([(weight, size.amount) for _rate, weight in weights])
    parts = zip(weights, shares, strict=True)
    return [
        Taxable(source, share if amount.amount >= 0 else -share, rate)
        for (rate, _weight), share in parts
        if share
    ] or [Taxable(source, amount, weights[0][0])]


def _rounded_each(amounts: Iterable[Taxable], *, is_net: bool) -> Iterable[TaxedPart]:
    """What is taken off leaves the tax of what is left: nothing, where nothing is left."""
    sums: dict[str, tuple[Money, Money]] = {}
    for each in amounts:
        zero = Money.zero(each.amount.currency)
        before, taxes = sums.get(each.rate.key, (zero, zero))
        after = before + each.amount
        base = each.amount if each.amount >= zero else after
        tax = exact_tax(base, each.rate.percentage, is_net=is_net).rounded()
        if each.amount < zero:
            tax -= taxes
        sums[each.rate.key] = (after, taxes + tax)
        net = each.amount if is_net else each.amount - tax
        yield TaxedPart(each.source, each.rate, net, tax)


def _rounded_once(amounts: Iterable[Taxable], *, is_net: bool) -> Iterable[TaxedPart]:
    exact: dict[str, Money] = {}
    for each in amounts:
        zero = Money.zero(each.amount.currency)
        before = exact.get(each.rate.key, zero)
        after = before + exact_tax(each.amount, each.rate.percentage, is_net=is_net)
        exact[each.rate.key] = after
        tax = after.rounded() - before.rounded()
        net = each.amount if is_net else each.amount - tax
        yield TaxedPart(each.source, each.rate, net, tax)
