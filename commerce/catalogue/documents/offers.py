"""What a variant costs in a channel, and whether it can be had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from commerce.catalogue.policies import is_low, offer_rank, stock_threshold
from commerce.catalogue.shapes import Availability, AvailabilityStatus, PriceSpan, VariantPrice
from commerce.core.money import Money, MoneyJson

from .rows import PriceRow, StockRow

# What the column holds; a loss beyond ten times the price is told as this one.
LOWEST_MARGIN = Decimal("-999.99")

_BEST_FIRST: tuple[AvailabilityStatus, ...] = ("in_stock", "low_stock", "out_of_stock")


@dataclass(frozen=True, slots=True)
class Offer:
    """What one seller has of a variant, at a price."""

    stock: StockRow
    price: PriceRow

    def rank(self, is_tracked: bool) -> tuple[int, int]:
        """Return the place among the offers of a variant; the first one is sold from."""
        left = self.stock.left if is_tracked else 1
        return offer_rank(is_priced=True, left=left), self.stock.id


def best_status(records: Iterable[StockRow]) -> AvailabilityStatus:
    """Return what a shopper is told of counted stock, of whichever seller it is."""
    found = (_status(record) for record in records)
    return min(found, key=_BEST_FIRST.index, default="out_of_stock")


def availability(statuses: Iterable[AvailabilityStatus]) -> Availability:
    """Return the availability of a product whose variants have these statuses."""
    status = min(statuses, key=_BEST_FIRST.index)
    return {"status": status, "is_available": status != "out_of_stock"}


def variant_prices(rows: Mapping[str, PriceRow]) -> dict[str, VariantPrice]:
    """Return the public prices by currency."""
    return {
        currency: {
            "price": Money(row.amount, currency).as_json(),
            "compare_at": _compare_at(row),
            "lowest_30_days": _lowest(row),
        }
        for currency, row in rows.items()
    }


def price_span(rows: Sequence[PriceRow]) -> PriceSpan:
    """Return the span from the cheapest to the dearest; what it was before is the cheapest one's."""
    cheapest = min(rows, key=lambda row: row.amount)
    dearest = max(rows, key=lambda row: row.amount)
    return {
        "from": Money(cheapest.amount, cheapest.currency).as_json(),
        "to": Money(dearest.amount, dearest.currency).as_json(),
        "compare_at": _compare_at(cheapest),
        "lowest_30_days": _lowest(cheapest),
    }


def largest_discount(rows: Iterable[PriceRow]) -> int:
    """Return the largest reduction of one of these prices in whole percent, rounded down.

    It is 100 * (former price - price) / former price; 0 when none is reduced.
    """
    return max((_discount(row) for row in rows), default=0)


def margin(rows: Iterable[PriceRow]) -> Decimal | None:
    """Return how much of the prices is left after cost, in percent; None when no cost is known.

    It is 100 * (prices - costs) / prices, each variant of known cost sold once. Prices are net
    prices as long as no tax is part of them.
    """
    known = [(row.amount, row.cost) for row in rows if row.cost is not None]
    earned = sum((amount for amount, _cost in known), Decimal(0))
    if not earned:
        return None
    left = earned - sum((cost for _amount, cost in known), Decimal(0))
    share = (100 * left / earned).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return max(share, LOWEST_MARGIN)


def _status(record: StockRow) -> AvailabilityStatus:
    if record.left <= 0:
        return "out_of_stock"
    return "low_stock" if is_low(record.left, stock_threshold(record.threshold)) else "in_stock"


def _discount(row: PriceRow) -> int:
    if not row.compare_at:
        return 0
    share = 100 * (row.compare_at - row.amount) / row.compare_at
    return int(share.to_integral_value(ROUND_DOWN))


def _compare_at(row: PriceRow) -> MoneyJson | None:
    return None if row.compare_at is None else Money(row.compare_at, row.currency).as_json()


def _lowest(row: PriceRow) -> MoneyJson | None:
    return None if row.lowest is None else Money(row.lowest, row.currency).as_json()
