"""The taxes of an order as rows: written with the order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce.cart.pricing.taxes import source_of
from commerce.core.prepared import note_rows
from commerce.ordering import statements
from commerce.ordering.models import OrderTax
from commerce.ordering.selectors.taxes import LINE

if TYPE_CHECKING:
    from commerce.ordering.review import Review
    from commerce.oscar.order.models import Order
    from commerce.tax.shapes.breakdown import TaxedPart
    from commerce.tax.shapes.taxation import Taxation


def taxation_json(review: Review) -> dict[str, Any]:
    """Return why an order bears tax or none, in a form that is stored; empty where none is told."""
    taxation: Taxation | None = review.priced.basket.taxation
    if taxation is None:
        return {}
    buyer = taxation.buyer
    return {
        "is_net": taxation.is_net,
        "treatment": taxation.treatment.value,
        "country": taxation.place.country,
        "vat_id": buyer.vat_id,
        "vat_check": buyer.vat_check,
        **({"source": taxation.source} if taxation.source else {}),
    }


def record_taxes(*, order: Order, review: Review) -> None:
    """Write what each part of a new order bears. One query; none where no tax is told."""
    parts = review.totals.taxes
    if not parts:
        return
    basket_lines = [item.line.pk for item in review.priced.lines]
    order_lines = (line.pk for line in order.lines.all())
    lines = dict(zip(map(source_of, basket_lines), order_lines, strict=True))
    rows = [tax_row(order, part, lines.get(part.source)) for part in parts]
    statements.INSERT_TAXES.insert(*rows)
    note_rows(order, taxes=rows)


def tax_row(order: Order, part: TaxedPart, line_id: int | None) -> OrderTax:
    """Return the row of one part, which is not written yet."""
    return OrderTax(
        order=order,
        line_id=line_id,
        source=LINE if line_id is not None else part.source[:200],
        code=part.rate.code,
        label=part.rate.label,
        percentage=part.rate.percentage,
        country=part.rate.country,
        region=part.rate.region,
        net=part.net.amount,
        tax=part.tax.amount,
    )
