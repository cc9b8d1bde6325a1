"""What of an order's amounts is tax: the one place that knows where that is written.

Taxes that were told with the order are read as they were written. Orders without them have Oscar's
amounts with and without tax, and no rate: it is found from the two, the roundest that gives this tax.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from commerce.core.money import smallest_unit
from commerce.ordering.selectors.taxes import rows_of
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


Shares = Mapping[str, Sequence[Share]]


def shares_of(order: Order) -> Shares:
    """Return the tax of each line, of the shipping and of each charge, by their keys.

    What bears several rates has several shares.
    """
    told = _told(order)
    return {key: told.get(key) or [share] for key, share in _shares(order)}


def _told(order: Order) -> Shares:
    """Those that were written with the order, where they come to the amount that they are of."""
    written: dict[str, list[Share]] = {}
    charges = {f"{row.code}:{row.source}": charge_key(row.pk) for row in _charges_of(order)}
    for row in rows_of(order):
        key = line_key(row.line_id) if row.line_id else charges.get(row.source, row.source)
        written.setdefault(key, []).append(Share(row.net, row.tax, row.percentage))
    amounts = {key: share.gross for key, share in _shares(order)}
    return {
        key: rows
        for key, rows in written.items()
        if sum((row.gross for row in rows), ZERO) == amounts.get(key)
    }


def _charges_of(order: Order) -> list[Surcharge]:
    return list(Surcharge.objects.filter(order=order))


def line_key(pk: int) -> str:
    return f"line/{pk}"


def charge_key(pk: int) -> str:
    return f"charge/{pk}"


def _shares(order: Order) -> Iterator[tuple[str, Share]]:
    unit = smallest_unit(order.currency)
    for line in order.lines.all():
        share = _share(line.line_price_excl_tax, line.line_price_incl_tax, unit)
        yield line_key(line.pk), share
    yield SHIPPING, _share(order.shipping_excl_tax, order.shipping_incl_tax, unit)
    for charge in _charges_of(order):
        yield charge_key(charge.pk), _share(charge.excl_tax, charge.incl_tax, unit)


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
