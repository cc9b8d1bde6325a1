"""Which products of a channel answer a question: filters and orders, told to the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Cast

from commerce.catalogue.models import (
    CategoryDocument,
    ProductDocument,
    ProductDocumentPrice,
    ProductDocumentTerm,
    ProductEntry,
)
from commerce.catalogue.registry import ATTRIBUTE_PREFIX, AVAILABLE, CATEGORY, TRUE

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class Sort(StrEnum):
    """Orders of a list; the newest product comes first among equals."""

    FEATURED = "featured"
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESCENDING = "-price"
    NAME = "name"
    RATING = "rating"
    BESTSELLING = "bestselling"


@dataclass(frozen=True)
class ProductQuestion:
    """What a shopper asks for. Values of one attribute are alternatives, the rest is all required.

    Attribute values and availability must come together in one variant.
    """

    currency: str
    category: str | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    is_available: bool = False
    is_on_sale: bool = False
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def without(self, name: str) -> ProductQuestion:
        """Return the same question without the filter of that name."""
        if name.startswith(ATTRIBUTE_PREFIX):
            code = name.removeprefix(ATTRIBUTE_PREFIX)
            kept = {key: values for key, values in self.attributes.items() if key != code}
            return replace(self, attributes=kept)
        return replace(self, **_CLEARED[name])


_CLEARED: dict[str, dict[str, Any]] = {
    "category": {"category": None},
    "price": {"price_min": None, "price_max": None},
    "available": {"is_available": False},
    "on_sale": {"is_on_sale": False},
}


def list_matching_entries(*, channel: Channel, question: ProductQuestion) -> QuerySet[ProductEntry]:
    """Return the entries of the channel that answer the question."""
    entries = ProductEntry.objects.in_channel(channel)
    return entries.filter(*_conditions(channel, question, entry="pk"))


def list_matching_terms(
    *, channel: Channel, question: ProductQuestion
) -> QuerySet[ProductDocumentTerm]:
    """Return the filter values of the variants that answer the question, one per product."""
    terms = ProductDocumentTerm.objects.in_channel(channel).filter(
        *_product_conditions(channel, question, entry="entry_id")
    )
    return _sharing_a_variant(
        channel, terms.annotate(common=F("variants")), _variant_terms(question)
    )


def list_matching_prices(
    *, channel: Channel, question: ProductQuestion
) -> QuerySet[ProductDocumentPrice]:
    """Return the price spans, in the question's currency, of the products that answer it."""
    spans = ProductDocumentPrice.objects.in_channel(channel)
    conditions = _conditions(channel, question, entry="entry_id")
    return spans.filter(*conditions, currency=question.currency)


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
    if terms := _variant_terms(question):
        yield Exists(_one_variant_with_all(channel, terms).filter(entry=OuterRef(entry)))
    yield from _product_conditions(channel, question, entry=entry)


def _product_conditions(
    channel: Channel, question: ProductQuestion, *, entry: str
) -> Iterable[Exists | Q]:
    if question.category is not None:
        yield Exists(_in_category(channel, question.category).filter(entry=OuterRef(entry)))
    if (price := _price_condition(question)) is not None:
        spans = ProductDocumentPrice.objects.in_channel(channel)
        yield Exists(spans.filter(price, entry=OuterRef(entry), currency=question.currency))


def _in_category(channel: Channel, slug: str) -> QuerySet[ProductDocumentTerm]:
    ids = (
        CategoryDocument.objects.in_channel(channel)
        .filter(slug=slug)
        .values(key=Cast("category_id", CharField()))
    )
    return ProductDocumentTerm.objects.in_channel(channel).filter(field=CATEGORY, value__in=ids)


def _variant_terms(question: ProductQuestion) -> list[tuple[str, tuple[str, ...]]]:
    terms = [(f"{ATTRIBUTE_PREFIX}{code}", values) for code, values in question.attributes.items()]
    terms += question.terms
    return [*terms, (AVAILABLE, (TRUE,))] if question.is_available else terms


def _one_variant_with_all(
    channel: Channel, terms: list[tuple[str, tuple[str, ...]]]
) -> QuerySet[ProductDocumentTerm]:
    """Return terms of the first kind that share a variant with one term of each other kind."""
    (name, values), *others = terms
    matching = ProductDocumentTerm.objects.in_channel(channel).filter(field=name, value__in=values)
    return _sharing_a_variant(channel, matching.annotate(common=F("variants")), others)


def _sharing_a_variant(
    channel: Channel,
    outer: QuerySet[ProductDocumentTerm],
    terms: list[tuple[str, tuple[str, ...]]],
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
    if question.is_on_sale:
        condition &= Q(is_reduced=True)
    return condition or None
