"""Which products of a channel have certain terms and prices, told to the database.

For rails of pages, and for the search while no engine answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
)

from commerce.catalogue.models import (
    ProductDocument,
    ProductDocumentPrice,
    ProductDocumentTerm,
)
from commerce.catalogue.registry import is_of_variants

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# A field, and values that are alternatives.
Asked = tuple[str, tuple[str, ...]]


class Sort(StrEnum):
    """Orders of a list; the newest product comes first among equals."""

    FEATURED = "featured"
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESCENDING = "-price"
    NAME = "name"
    RATING = "rating"
    BESTSELLING = "bestselling"
    DISCOUNT = "discount"


@dataclass(frozen=True)
class ProductQuestion:
    """What is asked of products: a value of each of the fields, and a price in the currency.

    Values in which variants may differ must come together in one variant.
    """

    currency: str
    terms: tuple[Asked, ...] = ()
    price_min: Decimal | None = None
    price_max: Decimal | None = None

    @property
    def of_variants(self) -> list[Asked]:
        return [asked for asked in self.terms if is_of_variants(asked[0])]

    @property
    def of_products(self) -> list[Asked]:
        return [asked for asked in self.terms if not is_of_variants(asked[0])]


def list_matching_terms(
    *, channel: Channel, question: ProductQuestion
) -> QuerySet[ProductDocumentTerm]:
    """Return the terms of the variants that have all that is asked of variants, one per product."""
    terms = ProductDocumentTerm.objects.in_channel(channel).annotate(common=F("variants"))
    return _sharing_a_variant(channel, terms, question.of_variants)


def list_prices(*, channel: Channel, currency: str) -> QuerySet[ProductDocumentPrice]:
    """Return the price spans of all products in the currency."""
    return ProductDocumentPrice.objects.in_channel(channel).filter(currency=currency)


def list_matching_documents(
    *, channel: Channel, locale: str, question: ProductQuestion, sort: Sort
) -> QuerySet[ProductDocument]:
    """Return the documents that answer the question, in a stable order."""
    documents = ProductDocument.objects.in_channel(channel).filter(
        *_conditions(channel, question, entry="entry_id"),
        locale=locale,
        entry__channel=channel,
    )
    if sort in (Sort.PRICE, Sort.PRICE_DESCENDING):
        return _by_price(documents, question.currency, sort)
    return documents.order_by(*_ORDERS[sort])


_ORDERS: dict[Sort, tuple[str, ...]] = {
    Sort.FEATURED: ("-entry__is_featured", "entry__position", "-entry__product_id"),
    Sort.NEWEST: ("-entry__published_at", "-entry__product_id"),
    Sort.NAME: ("sort_name", "product_id"),
    Sort.RATING: ("-entry__rating", "-entry__product_id"),
    Sort.BESTSELLING: ("-entry__sold", "-entry__product_id"),
    Sort.DISCOUNT: ("-entry__discount", "-entry__product_id"),
}


def _by_price(
    documents: QuerySet[ProductDocument], currency: str, sort: Sort
) -> QuerySet[ProductDocument]:
    """Order by the cheapest variant; what has no price in the currency comes last."""
    in_currency = Q(entry__prices__currency=currency)
    priced = documents.annotate(span=FilteredRelation("entry__prices", condition=in_currency))
    cheapest = F("span__minimum")
    order = cheapest.asc(nulls_last=True) if sort is Sort.PRICE else cheapest.desc(nulls_last=True)
    return priced.order_by(order, "-product_id")


def _conditions(channel: Channel, question: ProductQuestion, *, entry: str) -> Iterable[Exists | Q]:
    if terms := question.of_variants:
        yield Exists(_one_variant_with_all(channel, terms).filter(entry=OuterRef(entry)))
    yield from _product_conditions(channel, question, entry=entry)


def _product_conditions(
    channel: Channel, question: ProductQuestion, *, entry: str
) -> Iterable[Exists | Q]:
    for name, values in question.of_products:
        terms = ProductDocumentTerm.objects.in_channel(channel).filter(entry=OuterRef(entry))
        yield Exists(terms.filter(field=name, value__in=values))
    if (price := _price_condition(question)) is not None:
        spans = ProductDocumentPrice.objects.in_channel(channel)
        yield Exists(spans.filter(price, entry=OuterRef(entry), currency=question.currency))


def _one_variant_with_all(channel: Channel, terms: list[Asked]) -> QuerySet[ProductDocumentTerm]:
    """Return terms of the first kind that share a variant with one term of each other kind."""
    (name, values), *others = terms
    matching = ProductDocumentTerm.objects.in_channel(channel).filter(field=name, value__in=values)
    return _sharing_a_variant(channel, matching.annotate(common=F("variants")), others)


def _sharing_a_variant(
    channel: Channel,
    outer: QuerySet[ProductDocumentTerm],
    terms: list[Asked],
) -> QuerySet[ProductDocumentTerm]:
    if not terms:
        return outer
    (name, values), *others = terms
    common: Any = OuterRef("common")  # the stubs know of numbers only
    shared = ExpressionWrapper(F("variants").bitand(common), output_field=BigIntegerField())
    inner = (
        ProductDocumentTerm.objects.in_channel(channel)
        .filter(entry=OuterRef("entry_id"), field=name, value__in=values)
        .annotate(common=shared)
        .exclude(common=0)
    )
    return outer.filter(Exists(_sharing_a_variant(channel, inner, others)))


def _price_condition(question: ProductQuestion) -> Q | None:
    condition = Q()
    if question.price_min is not None:
        condition &= Q(maximum__gte=question.price_min)
    if question.price_max is not None:
        condition &= Q(minimum__lte=question.price_max)
    return condition or None
