"""What others may hear of the catalogue: products as the API shows them, stock and prices of offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.utils import timezone

from commerce.core.events import Event
from commerce.core.shapes import component
from commerce.oscar.partner.models import StockRecord
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

from .documents.build import tells_lowest
from .documents.compose import iso
from .documents.history import History, load_history, lowest_before
from .documents.offers import variant_prices
from .documents.rows import PRICE_COLUMNS, PriceRow
from .events import PriceChanged, ProductDocumentsChanged, StockChanged
from .selectors.changes import documents_of, withdrawals_of
from .shapes import OfferPrices, StockLevel, StoredDocument, Withdrawn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


def tell_created(event: ProductDocumentsChanged, channel: Channel) -> Iterator[Fact]:
    yield from _products(channel, event.created_ids)


def tell_updated(event: ProductDocumentsChanged, channel: Channel) -> Iterator[Fact]:
    yield from _products(channel, set(event.product_ids) - set(event.created_ids))


def tell_withdrawn(event: ProductDocumentsChanged, channel: Channel) -> Iterator[Fact]:
    for public_id, moment in withdrawals_of(channel=channel, product_ids=event.product_ids):
        told: Withdrawn = {"id": public_id, "withdrawn_at": iso(moment)}
        yield Fact(public_id, {**told})


def tell_stock(event: StockChanged, channel: Channel) -> Iterator[Fact]:
    """One fact for each offer: several sellers may have the same variant."""
    for record in _offers(channel, event.product_ids):
        told: StockLevel = {
            "id": record.product.public_id,
            "sku": record.partner_sku,
            "available": max(record.net_stock_level, 0),
        }
        yield Fact(record.product.public_id, {**told})


def tell_prices(event: PriceChanged, channel: Channel) -> Iterator[Fact]:
    """One fact for each offer, with its prices in this channel."""
    history = load_history(channel, event.product_ids) if tells_lowest(channel) else {}
    for record in _offers(channel, event.product_ids):
        prices = {
            row.currency: _with_lowest(row, record, history) for row in _prices(record, channel)
        }
        told: OfferPrices = {
            "id": record.product.public_id,
            "sku": record.partner_sku,
            "prices": variant_prices(prices),
        }
        yield Fact(record.product.public_id, {**told})


def _prices(record: StockRecord, channel: Channel) -> Iterator[PriceRow]:
    for row in record.prices.filter(channel=channel).values_list(*PRICE_COLUMNS):
        yield PriceRow(*row)


def _with_lowest(price: PriceRow, record: StockRecord, history: History) -> PriceRow:
    shown = history.get((record.product_id, price.currency), ())
    return price._replace(lowest=lowest_before(shown, price, now=timezone.now()))


def _products(channel: Channel, product_ids: Any) -> Iterator[Fact]:
    """As they are now; one that was withdrawn meanwhile is told so by an event of its own."""
    locale = channel.default_locale
    for text in documents_of(channel=channel, locale=locale, product_ids=product_ids):
        document = orjson.loads(text)
        yield Fact(document["id"], document)


def _offers(channel: Channel, product_ids: tuple[int, ...]) -> QuerySet[StockRecord]:
    return (
        StockRecord.objects.filter(product__in=product_ids, prices__channel=channel)
        .select_related("product")
        .order_by("pk")
        .distinct()
    )


def _offer(
    name: str, event: type[Event], shape: dict[str, str], description: str, tell: Any, example: str
) -> None:
    example = f"commerce.catalogue.api.v1.examples.{example}"
    register_public_event(PublicEvent(name, event, shape, description, tell, example))


DOCUMENT: Final = component(StoredDocument, name="ProductDocument")
_offer(
    *("product.created", ProductDocumentsChanged, DOCUMENT),
    *("A product is shown that was not shown before.", tell_created, "DOCUMENT"),
)
_offer(
    *("product.updated", ProductDocumentsChanged, DOCUMENT),
    *("Something that is shown of a product has changed.", tell_updated, "DOCUMENT"),
)
_offer(
    *("product.withdrawn", ProductDocumentsChanged, component(Withdrawn)),
    *("A product is shown no longer.", tell_withdrawn, "WITHDRAWN"),
)
_offer(
    *("stock.changed", StockChanged, component(StockLevel)),
    *("There is more or less of a variant than before.", tell_stock, "STOCK_LEVEL"),
)
_offer(
    *("price.changed", PriceChanged, component(OfferPrices)),
    *("A variant has other prices than before.", tell_prices, "OFFER_PRICES"),
)
