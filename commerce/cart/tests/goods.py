"""The least that can be put into a cart, and what makes it cheaper."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commerce.cart.models import ChargeRate
from commerce.catalogue.models import ProductListing
from commerce.oscar.catalogue.models import Product, ProductClass
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.oscar.partner.models import Partner, StockRecord, StockRecordPrice
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher
from commerce.tenancy.models import Channel

PRICES = {"EUR": "20.00", "USD": "24.00"}


def make_product(
    channel: Channel,
    sku: str = "LAMP",
    *,
    prices: dict[str, str] | None = None,
    stock: int = 10,
    **fields: Any,
) -> Product:
    """A published standalone product with stock and prices."""
    product = _create(channel, title=fields.pop("title", f"Product {sku}"), **fields)
    list_in(channel, product)
    _stock(channel, product, sku, PRICES if prices is None else prices, stock)
    return product


def make_parent(channel: Channel, *skus: str, **options: Any) -> tuple[Product, list[Product]]:
    """A published product with one variant per SKU."""
    parent = _create(channel, title="Parent", structure=Product.PARENT)
    list_in(channel, parent)
    children = []
    for sku in skus:
        child = Product.objects.create(
            tenant=channel.tenant, structure=Product.CHILD, parent=parent, title=f"Variant {sku}"
        )
        _stock(channel, child, sku, options.get("prices", PRICES), options.get("stock", 10))
        children.append(child)
    return parent, children


def list_in(channel: Channel, product: Product) -> None:
    ProductListing.objects.update_or_create(
        product=product,
        channel=channel,
        defaults={"is_published": True, "published_at": timezone.now()},
    )


def set_price(product: Product, channel: Channel, amount: str, currency: str = "EUR") -> None:
    StockRecordPrice.objects.update_or_create(
        stockrecord=product.stockrecords.get(),
        channel=channel,
        currency=currency,
        defaults={"amount": Decimal(amount)},
    )


def set_stock(product: Product, number: int) -> None:
    StockRecord.objects.filter(product=product).update(num_in_stock=number)


def make_offer(
    channel: Channel,
    name: str = "Ten percent",
    *,
    benefit: tuple[str, str] = ("Percentage", "10"),
    condition: tuple[str, str] = ("Count", "1"),
    range_: Range | None = None,
    **fields: Any,
) -> ConditionalOffer:
    """An offer on everything, unless a range says otherwise."""
    range_ = range_ or _everything(channel)
    has_no_range = benefit[0].startswith(("Shipping", "Fixed price"))
    return ConditionalOffer.objects.create(
        channel=channel,
        name=name,
        condition=Condition.objects.create(
            type=condition[0], value=Decimal(condition[1]), range=range_
        ),
        benefit=Benefit.objects.create(
            type=benefit[0],
            value=Decimal(benefit[1]),
            range=None if has_no_range else range_,
        ),
        **fields,
    )


def make_voucher(channel: Channel, code: str = "WELCOME", **options: Any) -> Voucher:
    """A voucher for ten percent, valid today."""
    offer_fields = {
        name: options.pop(name) for name in ("benefit", "condition", "range_") if name in options
    }
    fields = {
        "name": f"Voucher {code}",
        "usage": Voucher.MULTI_USE,
        "start_datetime": timezone.now() - timedelta(days=1),
        "end_datetime": timezone.now() + timedelta(days=1),
        **options,
    }
    voucher = Voucher.objects.create(channel=channel, code=code, **fields)
    voucher.offers.add(
        make_offer(
            channel,
            f"For {code}",
            offer_type=ConditionalOffer.VOUCHER,
            exclusive=False,
            **offer_fields,
        )
    )
    return voucher


def make_rates(channel: Channel) -> None:
    """Standard (free from 100) and express, everywhere, in euros and dollars."""
    for currency in channel.currencies:
        common = {"channel": channel, "currency": currency}
        ShippingRate.objects.create(
            code="standard",
            name="Standard",
            translations={"de": {"name": "Standardversand"}},
            price=Decimal("4.90"),
            free_from=Decimal("100.00"),
            position=1,
            **common,
        )
        ShippingRate.objects.create(
            code="express",
            name="Express",
            price=Decimal("12.00"),
            minimum_days=1,
            maximum_days=1,
            position=2,
            **common,
        )


def make_rate(channel: Channel, currency: str, price: str) -> None:
    """One way to send everything everywhere."""
    ShippingRate.objects.create(
        channel=channel, code="standard", name="Standard", currency=currency, price=Decimal(price)
    )


def change_rates(*, changes: dict[str, object], **which: object) -> None:
    """Change these ways of sending as staff would."""
    for rate in ShippingRate.objects.filter(**which):
        for name, value in changes.items():
            setattr(rate, name, value)
        rate.save()


def make_charge(
    channel: Channel,
    kind: str,
    amount: str,
    *,
    currency: str = "EUR",
    goods_below: str | None = None,
) -> ChargeRate:
    """What a kind of charge costs in the channel from now on."""
    return ChargeRate.objects.create(
        channel=channel,
        kind=kind,
        currency=currency,
        amount=Decimal(amount),
        goods_below=None if goods_below is None else Decimal(goods_below),
    )


def _everything(channel: Channel) -> Range:
    return Range.objects.get_or_create(
        tenant=channel.tenant, name="Everything", defaults={"includes_all_products": True}
    )[0]


def _create(channel: Channel, **fields: Any) -> Product:
    product_class, _ = ProductClass.objects.get_or_create(
        name="Goods", defaults={"tenant": channel.tenant, "track_stock": True}
    )
    fields.setdefault("product_class", product_class)
    return Product.objects.create(tenant=channel.tenant, **fields)


def _stock(
    channel: Channel, product: Product, sku: str, prices: dict[str, str], stock: int
) -> None:
    partner, _ = Partner.objects.get_or_create(
        code="warehouse", defaults={"name": "Warehouse", "tenant": channel.tenant}
    )
    record = StockRecord.objects.create(
        partner=partner, product=product, partner_sku=sku, num_in_stock=stock
    )
    for currency, amount in prices.items():
        StockRecordPrice.objects.create(
            stockrecord=record, channel=channel, currency=currency, amount=Decimal(amount)
        )
