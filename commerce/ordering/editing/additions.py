"""Goods that an order did not have, at what they cost in its channel now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from commerce.cart.pricing.taxes import class_of
from commerce.cart.pricing.totals import LineFigures
from commerce.core.money import Money
from commerce.ordering.errors import (
    GiftCardsNotEditableError,
    GoodsWithoutPriceError,
    GoodsWithoutTaxClassError,
    UnknownGoodsError,
)
from commerce.ordering.selectors.goods import list_offers, look_of

from .goods import PlannedLine, checked_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce.cart.selectors.appearances import Appearance
    from commerce.oscar.order.models import Order
    from commerce.tax.shapes.taxation import Taxation

    from .wishes import MoreGoods


@dataclass(frozen=True, slots=True)
class NewGoods:
    """A line to be added, and how it looks."""

    planned: PlannedLine
    look: Appearance


def plan_additions(
    order: Order, wanted: tuple[MoreGoods, ...], taxation: Taxation | None
) -> Iterator[NewGoods]:
    """Return the new lines. One query each.

    Raises UnknownGoodsError for what the channel does not sell, GoodsWithoutPriceError,
    GoodsWithoutTaxClassError, GiftCardsNotEditableError and QuantityNotPossibleError.
    """
    for number, each in enumerate(wanted):
        if checked_quantity(each.sku, each.quantity):
            yield _addition(order, each, taxation, f"new-{number}")


def _addition(order: Order, wish: MoreGoods, taxation: Taxation | None, key: str) -> NewGoods:
    offers = list_offers(channel=order.channel, locale=order.locale, currency=order.currency)
    record: Any = offers.filter(partner_sku__iexact=wish.sku.strip()).first()
    if record is None:
        raise UnknownGoodsError(sku=wish.sku)
    product = record.product
    if product.get_product_class().is_gift_card:
        raise GiftCardsNotEditableError(name=product.get_title())
    if record.price_amount is None:
        raise GoodsWithoutPriceError(sku=wish.sku, currency=order.currency)
    if taxation is not None and class_of(product) is None:
        raise GoodsWithoutTaxClassError(sku=wish.sku)
    look = look_of(record)
    price = Money(_as_paid(record.price_amount, product, order.currency, taxation), order.currency)
    planned = PlannedLine(
        key=key,
        name=look.name,
        product=product,
        record=record,
        figures=LineFigures(price, wish.quantity, ()),
    )
    return NewGoods(planned, look)


def _as_paid(amount: Decimal, product: Any, currency: str, taxation: Taxation | None) -> Decimal:
    return taxation.price_of(amount, currency, class_of(product)) if taxation else amount
