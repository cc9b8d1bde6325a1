"""Changes of the catalogue. Each tells the documents through the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from commerce.catalogue.errors import CurrencyNotSoldError
from commerce.catalogue.events import CategoryChanged, PriceChanged, ProductChanged, ProductDeleted
from commerce.catalogue.models import CategoryTranslation, ProductListing, ProductTranslation
from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.oscar.partner.models import StockRecord, StockRecordPrice
from commerce.tenancy.selectors import list_channels

from .documents import withdraw_product

if TYPE_CHECKING:
    from commerce.oscar.catalogue.models import Category, Product
    from commerce.tenancy.models import Channel


class CategoryTexts(TypedDict, total=False):
    name: str
    slug: str
    description: str
    seo_title: str
    seo_description: str


class ProductTexts(CategoryTexts, total=False):
    summary: str


@transaction.atomic
def translate_product(*, product: Product, locale: str, **texts: Unpack[ProductTexts]) -> None:
    """Set texts of a product in one language; those left out stay as they are."""
    _translate(ProductTranslation, product, locale, texts)
    publish(ProductChanged(product_id=product.pk))


@transaction.atomic
def translate_category(*, category: Category, locale: str, **texts: Unpack[CategoryTexts]) -> None:
    """Set texts of a category in one language; those left out stay as they are."""
    _translate(CategoryTranslation, category, locale, texts)
    publish(CategoryChanged(tenant_id=category.tenant_id, category_id=category.pk))


def _translate(
    model: type[ProductTranslation | CategoryTranslation], owner: Any, locale: str, texts: Any
) -> None:
    rows: Any = model._default_manager.select_for_update()
    row, _created = rows.get_or_create(locale=locale, **{model.owner_field: owner})
    row.tell(texts, vars(owner))
    row.save()


@transaction.atomic
def publish_product(
    *,
    product: Product,
    channel: Channel,
    at: datetime | None = None,
    is_featured: bool | None = None,
    position: int | None = None,
) -> ProductListing:
    """Show a product in a channel. It keeps the time of its first publication."""
    listing, _created = ProductListing.objects.get_or_create(product=product, channel=channel)
    listing.is_published = True
    listing.published_at = at or listing.published_at or timezone.now()
    listing.is_featured = listing.is_featured if is_featured is None else is_featured
    listing.position = listing.position if position is None else position
    listing.save()
    publish(ProductChanged(product_id=product.pk))
    return listing


@transaction.atomic
def unpublish_product(*, product: Product, channel: Channel) -> None:
    """Hide a product in a channel. Hiding it twice changes nothing."""
    ProductListing.objects.filter(product=product, channel=channel).update(is_published=False)
    publish(ProductChanged(product_id=product.pk))


@transaction.atomic
def set_price(
    *,
    stockrecord: StockRecord,
    channel: Channel,
    price: Money,
    compare_at: Money | None = None,
) -> StockRecordPrice:
    """Set what a stock record costs in a channel, in the currency of the price. Its cost stays.

    The price in the channel's default currency is also what Oscar's dashboard shows. Raises
    CurrencyNotSoldError for a currency that the channel does not sell in.
    """
    if price.currency not in channel.currencies:
        raise CurrencyNotSoldError(currency=price.currency, channel=channel.name)
    row, _created = StockRecordPrice.objects.update_or_create(
        stockrecord=stockrecord,
        channel=channel,
        currency=price.currency,
        defaults={
            "amount": price.rounded().amount,
            "compare_at": compare_at.rounded().amount if compare_at else None,
        },
    )
    if price.currency == channel.default_currency:
        _show_in_dashboard(stockrecord, price.currency, row.amount)
    publish(PriceChanged(product_ids=(stockrecord.product_id,)))
    return row


@transaction.atomic
def set_cost(
    *, stockrecord: StockRecord, channel: Channel, currency: str, cost: Money | None
) -> None:
    """Set what the shop itself pays for what it sells at that price; None when nobody knows.

    Does nothing where there is no price in that currency.
    """
    StockRecordPrice.objects.filter(
        stockrecord=stockrecord, channel=channel, currency=currency
    ).update(cost=None if cost is None else cost.rounded().amount)
    publish(PriceChanged(product_ids=(stockrecord.product_id,)))


@transaction.atomic
def remove_price(*, stockrecord: StockRecord, channel: Channel, currency: str) -> None:
    """Sell a stock record no longer in that currency. Removing it twice changes nothing."""
    StockRecordPrice.objects.filter(
        stockrecord=stockrecord, channel=channel, currency=currency
    ).delete()
    publish(PriceChanged(product_ids=(stockrecord.product_id,)))


@transaction.atomic
def sell_at_stock_price(*, stockrecord: StockRecord) -> None:
    """Make a stock record's own price that of the channels whose default currency it is in.

    Where no channel has it as default, those that sell in it as well take the price. A former
    price that is no longer higher is dropped.
    """
    if stockrecord.price is None:
        return
    currency = stockrecord.price_currency
    own = list_channels().filter(tenant=stockrecord.partner.tenant_id)
    channels = [channel for channel in own if channel.default_currency == currency]
    for channel in channels or [channel for channel in own if currency in channel.currencies]:
        before = StockRecordPrice.objects.filter(
            stockrecord=stockrecord, channel=channel, currency=currency
        ).first()
        former = before.compare_at if before else None
        keeps = former is not None and former > stockrecord.price
        set_price(
            stockrecord=stockrecord,
            channel=channel,
            price=Money(stockrecord.price, currency),
            compare_at=Money(former, currency) if former is not None and keeps else None,
        )


@transaction.atomic
def delete_product(*, product: Product) -> None:
    """Delete a product with its variants and documents, or a variant."""
    product_id, parent_id = product.pk, product.parent_id
    withdraw_product(product_id=product_id)
    product.delete()
    publish(ProductDeleted(product_id=product_id, parent_id=parent_id))


@transaction.atomic
def delete_category(*, category: Category) -> None:
    """Delete a category and those below it. Their products stay."""
    tenant_id = category.tenant_id
    category_ids = list(type(category).get_tree(category).values_list("pk", flat=True))
    category.delete()
    announce_categories(tenant_id=tenant_id, category_ids=category_ids)


@transaction.atomic
def announce_categories(*, tenant_id: int, category_ids: Iterable[int]) -> None:
    """Tell that these categories changed."""
    for category_id in category_ids:
        publish(CategoryChanged(tenant_id=tenant_id, category_id=category_id))


def _show_in_dashboard(stockrecord: StockRecord, currency: str, amount: Decimal) -> None:
    StockRecord.objects.filter(pk=stockrecord.pk).update(price=amount, price_currency=currency)
    stockrecord.price, stockrecord.price_currency = amount, currency
