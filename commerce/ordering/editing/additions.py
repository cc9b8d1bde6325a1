"""Goods that an order did not have, at what they cost in its channel now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from commerce.cart.pricing.taxes import class_of
from commerce.cart.pricing.totals import LineFigures
from commerce.cart.selectors.appearances import Appearance, describe_line
from commerce.catalogue.models import ProductDocument
from commerce.catalogue.selectors.listings import is_listed
from commerce.core.money import Money
from commerce.ordering.errors import (
    GiftCardsNotEditableError,
    GoodsWithoutPriceError,
    GoodsWithoutTaxClassError,
    UnknownGoodsError,
)
from commerce.oscar.basket.models import Line as BasketLine
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import StockRecord

from .goods import PlannedLine, checked_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

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
    record = _offers(order).filter(partner_sku__iexact=wish.sku.strip()).first()
    if record is None:
        raise UnknownGoodsError(sku=wish.sku)
    product = record.product
    if product.get_product_class().is_gift_card:
        raise GiftCardsNotEditableError(name=product.get_title())
    if record.price_amount is None:
        raise GoodsWithoutPriceError(sku=wish.sku, currency=order.currency)
    if taxation is not None and class_of(product) is None:
        raise GoodsWithoutTaxClassError(sku=wish.sku)
    look = _look(record)
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


def _offers(order: Order) -> QuerySet[StockRecord]:
    """What the channel sells, each with its price in the order's currency; the priced ones first."""
    price = FilteredRelation(
        "prices", condition=Q(prices__channel=order.channel_id, prices__currency=order.currency)
    )
    documents = ProductDocument._base_manager.filter(
        product_id=Coalesce(OuterRef("product__parent_id"), OuterRef("product_id")),
        channel=order.channel_id,
        locale=order.locale,
    )
    rows = StockRecord._base_manager.filter(
        is_listed(channel=order.channel, product="product"),
        partner__tenant=order.channel.tenant_id,
        product__is_public=True,
    ).exclude(product__structure=Product.PARENT)
    return (
        rows.select_related("partner", "product__product_class", "product__parent__product_class")
        .annotate(
            price_now=price,
            price_amount=F("price_now__amount"),
            document_card=Subquery(documents.values("card")[:1]),
            document_body=Subquery(documents.values("body")[:1]),
        )
        .order_by(F("price_amount").asc(nulls_last=True), "pk")
    )


def _look(record: StockRecord) -> Appearance:
    line = BasketLine(product=record.product)
    line.document_card, line.document_body = record.document_card, record.document_body
    return describe_line(line)
