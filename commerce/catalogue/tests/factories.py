"""Builders of catalogue rows: each makes the least that is valid, and takes what the test is about."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

from django.utils import timezone

from commerce.catalogue.models import ProductListing
from commerce.catalogue.services.categories import rebuild_categories
from commerce.catalogue.services.documents import rebuild_products
from commerce.oscar.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    Category,
    Product,
    ProductAttribute,
    ProductClass,
)
from commerce.oscar.partner.models import Partner, StockRecord, StockRecordPrice

_numbers = count(1)


def make_product_class(tenant, *, name="Furniture", **fields):
    return ProductClass.objects.create(
        tenant=tenant, name=name, slug=f"{name.lower()}-{next(_numbers)}", **fields
    )


def make_attribute(product_class, code, *options, name=None, type=None, **fields):
    """An attribute; with options it is a choice among them, each option's code in lower case."""
    group = None
    if options:
        group = AttributeOptionGroup.objects.create(
            tenant=product_class.tenant, name=code, code=f"{code}-{next(_numbers)}"
        )
        for position, option in enumerate(options):
            AttributeOption.objects.create(
                group=group, option=option, code=option.lower(), position=position
            )
    return ProductAttribute.objects.create(
        product_class=product_class,
        code=code,
        name=name or code.title(),
        type=type or ("option" if options else "text"),
        option_group=group,
        **fields,
    )


def make_category(tenant, name="Lighting", *, parent=None, **fields):
    values = {"tenant": tenant, "name": name, **fields}
    category = parent.add_child(**values) if parent else Category.add_root(**values)
    rebuild_categories(tenant_id=tenant.pk)
    return category


def make_product(
    channel,
    title="Lamp",
    *,
    product_class=None,
    categories=(),
    attributes=None,
    variants=None,
    price="20.00",
    stock=10,
    is_published=True,
    listing=None,
    build=True,
    **fields,
):
    """A product listed in the channel, with its document built.

    `variants` is a list of keyword arguments for `make_variant`; without it the product stands
    alone and has the price and the stock itself. `listing` sets fields of the listing.
    """
    product_class = product_class or make_product_class(channel.tenant)
    product = Product.objects.create(
        tenant=channel.tenant,
        title=title,
        product_class=product_class,
        structure=Product.STANDALONE if variants is None else Product.PARENT,
        **fields,
    )
    set_attributes(product, product_class, attributes or {})
    product.categories.set(categories)
    for variant in variants or ():
        make_variant(channel, product, **variant)
    if variants is None:
        make_stock(channel, product, price=price, stock=stock)
    list_product(channel, product, is_published=is_published, **(listing or {}))
    if build:
        rebuild_products(product_ids=[product.pk])
    return product


def make_variant(channel, parent, *, price="20.00", stock=10, attributes=None, **fields):
    child = Product.objects.create(
        tenant=parent.tenant, parent=parent, structure=Product.CHILD, **fields
    )
    set_attributes(child, parent.product_class, attributes or {})
    make_stock(channel, child, price=price, stock=stock)
    return child


def set_attributes(product, product_class, values):
    """Set attributes by code; a choice is named by its option's code."""
    for code, value in values.items():
        attribute = product_class.attributes.get(code=code)
        if attribute.type == "option":
            value = attribute.option_group.options.get(code=value)
        elif attribute.type == "multi_option":
            value = attribute.option_group.options.filter(code__in=value)
        attribute.save_value(product, value)


def make_stock(channel, product, *, price="20.00", stock=10, sku=None):
    """A stock record; `price` is one amount in the default currency, or amounts by currency.

    An amount may be a pair of price and former price.
    """
    partner, _created = Partner.objects.get_or_create(
        tenant=channel.tenant, code=f"house-{channel.tenant_id}", defaults={"name": "House"}
    )
    prices = price if isinstance(price, dict) else {channel.default_currency: price}
    own = prices.get(channel.default_currency)
    record = StockRecord.objects.create(
        product=product,
        price=own[0] if isinstance(own, tuple) else own,
        partner=partner,
        partner_sku=sku or f"SKU-{next(_numbers)}",
        num_in_stock=stock,
        price_currency=channel.default_currency,
    )
    for currency, amount in prices.items():
        make_price(channel, record, currency, amount)
    return record


def make_price(channel, record, currency, amount):
    if amount is None:
        return None
    now, before = amount if isinstance(amount, tuple) else (amount, None)
    return StockRecordPrice.objects.create(
        stockrecord=record,
        channel=channel,
        currency=currency,
        amount=Decimal(now),
        compare_at=Decimal(before) if before else None,
    )


def list_product(channel, product, *, is_published=True, **fields):
    fields.setdefault("published_at", timezone.now() if is_published else None)
    return ProductListing.objects.create(
        product=product, channel=channel, is_published=is_published, **fields
    )
