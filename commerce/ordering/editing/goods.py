"""The lines that an edited order would have. Reads, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from commerce.cart.policies import MAX_QUANTITY
from commerce.cart.pricing.totals import LineDiscount, LineFigures
from commerce.core.money import Money
from commerce.ordering.errors import (
    GiftCardsNotEditableError,
    GoodsSoldOutError,
    PriceNotPossibleError,
    QuantityNotPossibleError,
    ReasonMissingError,
)
from commerce.ordering.selectors.traces import shown_unit_price

from .wishes import EditWish, NewPrice

if TYPE_CHECKING:
    from commerce.oscar.catalogue.models import Product
    from commerce.oscar.order.models import Line, Order
    from commerce.oscar.partner.models import StockRecord

NOTHING: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """A line as it would be; `figures` are None for one that is taken out, `before` for a new one.

    Discounts are named by the key of the order's row, not of the offer.
    """

    key: str
    name: str
    line: Line | None = None
    product: Product | None = None
    record: StockRecord | None = None
    before: LineFigures | None = None
    figures: LineFigures | None = None
    reason: str = ""

    @property
    def more(self) -> int:
        """How many pieces more than before; below zero for fewer."""
        return _pieces(self.figures) - _pieces(self.before)

    @property
    def is_same(self) -> bool:
        return self.figures == self.before


def plan_lines(order: Order, wish: EditWish) -> list[PlannedLine]:
    """Return what is wished for the lines that the order has.

    Raises GiftCardsNotEditableError, QuantityNotPossibleError, PriceNotPossibleError,
    ReasonMissingError, and GoodsSoldOutError for more than there is.
    """
    return [_planned(row, wish, order.currency) for row in read_lines(order)]


def read_lines(order: Order) -> Iterator[PlannedLine]:
    """Return the lines as they are. Two queries."""
    rows = order.lines.select_related(
        "stockrecord", "product__product_class", "product__parent__product_class"
    )
    for line in rows.prefetch_related("discounts").order_by("pk"):
        figures = _figures(line, order)
        yield PlannedLine(
            key=str(line.pk),
            name=line.title,
            line=line,
            product=line.product,
            record=line.stockrecord,
            before=figures,
            figures=figures,
        )


def refuse_shortage(lines: Sequence[PlannedLine]) -> None:
    """Raise GoodsSoldOutError where more pieces are wished for than can be had."""
    wanted: dict[int, int] = {}
    for row in lines:
        if row.more <= 0:
            continue
        if row.record is None or row.product is None:
            raise GoodsSoldOutError(name=row.name, left=NOTHING)
        if not row.product.get_product_class().track_stock:
            continue
        wanted[row.record.pk] = wanted.get(row.record.pk, 0) + row.more
        left = max(row.record.net_stock_level, NOTHING)
        if wanted[row.record.pk] > left:
            raise GoodsSoldOutError(name=row.name, left=left)


def checked_quantity(name: str, quantity: int) -> int:
    """Return it; raise QuantityNotPossibleError for what no line may have."""
    if not 0 <= quantity <= MAX_QUANTITY:
        raise QuantityNotPossibleError(name=name, most=MAX_QUANTITY)
    return quantity


def _planned(row: PlannedLine, wish: EditWish, currency: str) -> PlannedLine:
    assert row.line is not None  # noqa: S101 as read
    assert row.before is not None  # noqa: S101 as read
    quantity = checked_quantity(row.name, wish.quantities.get(row.line.pk, row.before.quantity))
    price = wish.prices.get(row.line.pk)
    figures = _with_quantity(row.before, quantity) if quantity else None
    if price is not None and figures is not None:
        amount = _checked_price(row.name, price, currency)
        if amount != row.before.unit_price:
            figures, row = LineFigures(amount, quantity, ()), replace(row, reason=price.reason)
    planned = replace(row, figures=figures)
    if not planned.is_same and _is_gift_card(row.product):
        raise GiftCardsNotEditableError(name=row.name)
    return planned


def _with_quantity(before: LineFigures, quantity: int) -> LineFigures:
    """What offers gave goes with the pieces; pieces that come on top get nothing off."""
    if quantity >= before.quantity:
        return replace(before, quantity=quantity)
    kept = (
        replace(part, amount=_share(part.amount, quantity, before.quantity))
        for part in before.discounts
    )
    return LineFigures(before.unit_price, quantity, tuple(part for part in kept if part.amount))


def _checked_price(name: str, price: NewPrice, currency: str) -> Money:
    amount = Money(price.amount, currency)
    if price.amount < 0 or amount != amount.rounded():
        raise PriceNotPossibleError(amount=f"{price.amount} {currency}")
    if not price.reason.strip():
        raise ReasonMissingError(name=name)
    return amount


def _figures(line: Line, order: Order) -> LineFigures:
    unit_price = shown_unit_price(line, order).rounded()
    return LineFigures(unit_price, line.quantity, tuple(_discounts(line, order.currency)))


def _discounts(line: Line, currency: str) -> Iterator[LineDiscount]:
    for part in line.discounts.all():
        if part.amount:
            yield LineDiscount(part.order_discount_id, "", Money(part.amount, currency).rounded())


def _is_gift_card(product: Any) -> bool:
    return product is not None and product.get_product_class().is_gift_card


def _pieces(figures: LineFigures | None) -> int:
    return figures.quantity if figures else NOTHING


def _share(amount: Money, quantity: int, of: int) -> Money:
    return Money(amount.amount * quantity / of, amount.currency).rounded()
