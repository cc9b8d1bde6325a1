"""What telling the taxes of a cart takes, of 50 lines at two rates, rounded either way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median, quantiles
from time import perf_counter
from types import MappingProxyType
from typing import Final

from commerce.core.money import Money
from commerce.tax.enums import Rounding
from commerce.tax.shapes.breakdown import Taxable, sum_rates
from commerce.tax.shapes.rates import UNION, DatedRate, GoodsClass, Place, Zone
from commerce.tax.shapes.taxation import Buyer, Taxation, TaxBook, taxation_of

LINES: Final = 50
TIMES: Final = 200
DAY: Final = date(2026, 11, 29)
LONG_AGO: Final = date(2000, 1, 1)


@dataclass(frozen=True)
class Taxed:
    """What it took, in milliseconds, by how is rounded."""

    milliseconds: dict[str, list[float]]

    def __str__(self) -> str:
        told = (
            f"by {rounding} {median(took):.2f} ms (95 %: {quantiles(took, n=20)[-1]:.2f} ms)"
            for rounding, took in self.milliseconds.items()
        )
        return f"tax of a cart of {LINES} lines: {', '.join(told)}"


def measure() -> Taxed:
    """Find the rates of a cart and tell its taxes, again and again; the first time is not counted."""
    found: dict[str, list[float]] = {}
    for rounding in Rounding.values:
        book = _book(rounding)
        tell(book)
        found[rounding] = [_timed(book) for _ in range(TIMES)]
    return Taxed(found)


def tell(book: TaxBook) -> Taxation:
    """Do what a change of a cart does: rates of the place, each line, shipping, and sums by rate."""
    taxation = taxation_of(book, place=Place("FR", "", "75001"), buyer=Buyer(), day=DAY)
    goods = [
        Taxable(
            f"line:{number}",
            Money(Decimal(999 + 17 * number) / 100, "EUR"),
            taxation.rate_of(1 + number % 2),
        )
        for number in range(LINES)
    ]
    sum_rates(taxation.break_down(goods, [("shipping", Money(Decimal("4.90"), "EUR"))]))
    return taxation


def _timed(book: TaxBook) -> float:
    start = perf_counter()
    tell(book)
    return (perf_counter() - start) * 1000


def _book(rounding: str) -> TaxBook:
    """Two rates in each country of the EU, as a seeded shop has them."""
    zones = tuple(Zone(key, country, "", ()) for key, country in enumerate(sorted(UNION), start=1))
    rates = {
        (zone.key, tax_class): (
            DatedRate(zone.key, tax_class, Decimal(percentage), "VAT", LONG_AGO, None),
        )
        for zone in zones
        for tax_class, percentage in ((1, "20"), (2, "5.5"))
    }
    return TaxBook(
        is_net=False,
        ships_from="DE",
        usual=1,
        rounding=rounding,
        extras_rule="proportional",
        taxes_by_destination=True,
        takes_vat_ids=True,
        lowers_untaxed=True,
        own_vat_id="",
        classes=(GoodsClass(1, "standard", "standard"), GoodsClass(2, "reduced", "reduced")),
        zones=zones,
        rates=MappingProxyType(rates),
        exempt={},
    )
