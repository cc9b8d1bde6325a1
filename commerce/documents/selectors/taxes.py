"""What of an order's amounts is tax: the one place that knows where that is written.

An order of a shop that tells taxes has a row with the rate for each amount. For others, and for what
bears several rates, Oscar's rows keep each amount with and without tax, and the rate is found from the
two: the roundest one that gives this tax.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from commerce.core.money import smallest_unit
from commerce.ordering.selectors.taxes import TaxRow, list_taxes
from commerce.oscar.order.models import Surcharge

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

ZERO: Final = Decimal(0)
SHIPPING: Final = "shipping"
# Of rates: whole ones first, then with one and two decimals.
STEPS: Final = (Decimal(1), Decimal("0.1"), Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Share:
    """One amount: what it is without tax, the tax on it, and at which rate, in per cent."""

    net: Decimal
    tax: Decimal
    percentage: Decimal = ZERO

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


def shares_of(order: Order) -> Mapping[str, Share]:
    """Return the tax of each line, of the shipping and of each charge, by their keys."""
    return dict(_shares(order))


def line_key(pk: int) -> str:
    return f"line/{pk}"


def charge_key(pk: int) -> str:
    return f"charge/{pk}"


def _shares(order: Order) -> Iterator[tuple[str, Share]]:
    unit, told = smallest_unit(order.currency), list_taxes(order=order)
    for line in order.lines.all():
        row = told.lines.get(line.pk)
        share = _share(line.line_price_excl_tax, line.line_price_incl_tax, unit)
        yield line_key(line.pk), _told(row) if row else share
    sent = [row for row in told.others if row.source == SHIPPING]
    share = _share(order.shipping_excl_tax, order.shipping_incl_tax, unit)
    yield SHIPPING, _told(sent[0]) if len(sent) == 1 else share
    for charge in Surcharge.objects.filter(order=order):
        yield charge_key(charge.pk), _share(charge.excl_tax, charge.incl_tax, unit)


def _told(row: TaxRow) -> Share:
    return Share(row.net.amount, row.tax.amount, row.percentage)


def _share(net: Decimal, gross: Decimal, unit: Decimal) -> Share:
    net, gross = net.quantize(unit, ROUND_HALF_UP), gross.quantize(unit, ROUND_HALF_UP)
    return Share(net, gross - net, rate_of(net, gross - net, unit))


def rate_of(net: Decimal, tax: Decimal, unit: Decimal) -> Decimal:
    """Return the roundest rate, in per cent, at which so much tax falls on so much."""
    if not net or not tax:
        return ZERO
    exact = tax / net * 100
    for step in STEPS:
        rate = exact.quantize(step, ROUND_HALF_UP)
        if (net * rate / 100).quantize(unit, ROUND_HALF_UP) == tax:
            return rate
    return exact.quantize(STEPS[-1], ROUND_HALF_UP)
