"""The taxes of an order, as they were written with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from commerce.cart.pricing.taxes import rate_label, source_of
from commerce.core.money import Money
from commerce.tax.shapes.breakdown import RateSum, TaxedPart, sum_rates
from commerce.tax.shapes.labels import shown_label
from commerce.tax.shapes.rates import AppliedRate

if TYPE_CHECKING:
    from commerce.ordering.models import OrderTax
    from commerce.oscar.order.models import Order

LINE: Final = "line"


@dataclass(frozen=True, slots=True)
class TaxRow:
    """What bears one rate; `label` is in the language at hand, `source` empty for a sum."""

    label: str
    percentage: Decimal
    country: str
    code: str
    net: Money
    tax: Money
    source: str = ""

    @property
    def in_words(self) -> str:
        """Such as "VAT 19 %", or why nothing is borne."""
        return rate_label(AppliedRate(self.code, self.label, self.percentage, self.country))

    @property
    def gross(self) -> Money:
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class OrderTaxes:
    """All taxes of an order. Iterating it gives what each rate comes to, the highest first.

    `lines` has the row of each line by its key, `others` those of shipping and charges. Everything
    is empty for an order of a shop that told no tax.
    """

    rates: tuple[TaxRow, ...]
    lines: Mapping[int, TaxRow]
    others: tuple[TaxRow, ...]
    is_net: bool
    treatment: str
    vat_id: str

    def __iter__(self) -> Iterator[TaxRow]:
        return iter(self.rates)

    def __len__(self) -> int:
        return len(self.rates)


def list_taxes(*, order: Order) -> OrderTaxes:
    """Return what the order bears, per rate and per line. One query, none for one without taxes."""
    rows = rows_of(order)
    parts = [part_of(row, order.currency) for row in rows]
    lines, others = {}, []
    for row, part in zip(rows, parts, strict=True):
        shown = _shown(part, source=row.source)
        if row.line_id is None:
            others.append(shown)
        else:
            lines[row.line_id] = shown
    return OrderTaxes(
        rates=tuple(_shown(each) for each in sum_rates(parts)),
        lines=lines,
        others=tuple(others),
        is_net=bool(order.taxation.get("is_net")),
        treatment=order.taxation.get("treatment", ""),
        vat_id=order.taxation.get("vat_id", ""),
    )


def parts_of(order: Order) -> tuple[TaxedPart, ...]:
    """Return the taxes of an order in the form of its totals."""
    return tuple(part_of(row, order.currency) for row in rows_of(order))


def rows_of(order: Order) -> Iterable[OrderTax]:
    """Return the stored rows; an order of a shop that told no tax is asked for none."""
    return list(order.taxes.all()) if order.taxation else []


def part_of(row: OrderTax, currency: str) -> TaxedPart:
    return TaxedPart(
        source=source_of(row.line_id) if row.line_id is not None else row.source,
        rate=AppliedRate(row.code, row.label, row.percentage, row.country, row.region),
        net=Money(row.net, currency),
        tax=Money(row.tax, currency),
    )


def _shown(part: TaxedPart | RateSum, *, source: str = "") -> TaxRow:
    rate = part.rate
    return TaxRow(
        label=shown_label(rate.label),
        percentage=rate.percentage,
        country=rate.country,
        code=rate.code,
        net=part.net,
        tax=part.tax,
        source=source,
    )
