"""What search is told of a channel: documents with what they are ordered by, and the words in use.

An index is fed with the rows and compared to their versions; the words name its facets and are
looked for in what shoppers type. Everything is read with a fixed number of queries per call or
batch, and without model instances.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commerce.catalogue.documents.texts import fallback_chain
from commerce.catalogue.models import (
    CategoryDocument,
    ProductDocument,
    ProductDocumentPrice,
    ProductDocumentTerm,
    ProductEntry,
)
from commerce.catalogue.registry import SELLER, TRUE
from commerce.oscar.catalogue.models import Category
from commerce.oscar.partner.models import Partner

from .categories import count_by_category
from .documents import whole_document
from .facet_words import FacetWord, load_term_words, name_of_code

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

BATCH_SIZE = 500

# Field, value, and the bits of the variants that have it.
FeedTerm = tuple[str, str, int]
# Cheapest, dearest, and whether one of them is reduced.
FeedPrice = tuple[Decimal, Decimal, bool]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A product as one channel and locale show it, and what lists are ordered and narrowed by.

    `checksum` is that of the document, `entry_checksum` that of all the rest but `sold`, which
    changes by itself. `margin` must never be shown to a shopper.
    """

    product_id: int
    public_id: str
    document: dict[str, Any]
    terms: list[FeedTerm]
    prices: dict[str, FeedPrice]
    published_at: datetime
    is_featured: bool
    position: int
    rating: Decimal
    reviews: int
    sold: int
    discount: int
    margin: Decimal | None
    sort_name: str
    version: int
    checksum: str
    entry_checksum: str


class FeedVersion(NamedTuple):
    """What tells whether a row is as it was, without its texts."""

    product_id: int
    version: int
    checksum: str
    entry_checksum: str
    sold: int


@dataclass(frozen=True, slots=True)
class CategoryWord:
    """A category as one channel and locale call it; roots have depth 1.

    `product_count` counts the products in it and below; None unless it was asked for.
    """

    id: int
    slug: str
    name: str
    parent_id: int | None
    depth: int
    product_count: int | None


@dataclass(frozen=True, slots=True)
class FacetLabel:
    """A value of a facet, as shoppers read it."""

    code: str
    label: str
    swatch: str | None
    position: int


@dataclass(frozen=True)
class FacetField:
    """A field of the terms, such as "attr.colour", in one language.

    `is_facet` is False for what products can be found by although no filter offers it: the axes
    of variants, the brand. `values` are those that have a name of their own; what else products
    have, numbers and texts, is named by `label`.
    """

    code: str
    name: str
    is_boolean: bool
    unit: str | None
    is_axis: bool
    is_facet: bool
    position: int
    values: tuple[FacetLabel, ...]

    def label(self, code: str) -> str:
        """Return the name of any value, also of one that is not among `values`."""
        value = self.named.get(code)
        return name_of_code(code) if value is None else value.label

    @cached_property
    def named(self) -> Mapping[str, FacetLabel]:
        """The values that have a name of their own, by code."""
        return {value.code: value for value in self.values}


class _Entry(NamedTuple):
    """A product in its channel, and its document in one locale."""

    pk: int
    product_id: int
    published_at: datetime
    is_featured: bool
    position: int
    rating: Decimal
    reviews: int
    sold: int
    discount: int
    margin: Decimal | None
    entry_checksum: str
    sort_name: str
    version: int
    checksum: str
    card: str
    body: str


_ENTRY = (
    *("entry_id", "product_id", "entry__published_at", "entry__is_featured", "entry__position"),
    *("entry__rating", "entry__reviews", "entry__sold", "entry__discount", "entry__margin"),
    *("entry__checksum", "sort_name", "version", "checksum", "card", "body"),
)


def list_feed(*, channel: Channel, locale: str, product_ids: Sequence[int]) -> list[FeedRow]:
    """Return the rows of these products by product; those that are not shown are missing.

    Four queries.
    """
    entries = ProductEntry.objects.in_channel(channel).filter(product__in=product_ids)
    return _rows(channel, locale, list(entries.values_list("pk", flat=True)))


def iterate_feed(
    *, channel: Channel, locale: str, after: int = 0, batch_size: int = BATCH_SIZE
) -> Iterator[list[FeedRow]]:
    """Yield all rows in the order of their products, beginning behind the product `after`.

    Whoever stopped goes on behind the last product that arrived. Each batch is read by itself:
    what changes meanwhile is told by events.
    """
    entries = ProductEntry.objects.in_channel(channel).order_by("product_id")
    while True:
        page = entries.filter(product_id__gt=after)[:batch_size]
        keys = list(page.values_list("pk", "product_id"))
        if not keys:
            return
        if rows := _rows(channel, locale, [pk for pk, _product_id in keys]):
            yield rows
        after = keys[-1][1]


def list_feed_versions(
    *, channel: Channel, locale: str, product_ids: Sequence[int] | None = None
) -> Iterator[FeedVersion]:
    """Yield what is shown, or these products of it, by product and without any text. One query."""
    documents = ProductDocument.objects.in_channel(channel).filter(locale=locale)
    if product_ids is not None:
        documents = documents.filter(product__in=product_ids)
    rows = documents.order_by("product_id").values_list(
        "product_id", "version", "checksum", "entry__checksum", "entry__sold"
    )
    yield from map(FeedVersion._make, rows.iterator(chunk_size=5_000))


def count_feed(*, channel: Channel, locale: str) -> int:
    """Return how many products the channel shows in the locale. One query."""
    return ProductDocument.objects.in_channel(channel).filter(locale=locale).count()


def list_documents_by_id(
    *, channel: Channel, locale: str, product_ids: Sequence[int]
) -> dict[int, tuple[str, str]]:
    """Return card and body of these products as JSON texts; those not shown are missing.

    One query.
    """
    rows = ProductDocument.objects.in_channel(channel).filter(
        locale=locale, product__in=product_ids
    )
    columns = rows.values_list("product_id", "card", "body")
    return {product_id: (card, body) for product_id, card, body in columns}


def list_category_words(
    *, channel: Channel, locale: str, with_counts: bool = False
) -> list[CategoryWord]:
    """Return the visible categories in tree order. One query, and one more for the counts."""
    counts = count_by_category(channel) if with_counts else None
    rows = (
        CategoryDocument.objects.in_channel(channel)
        .filter(locale=locale)
        .order_by("category__path")
        .values_list("category_id", "category__path", "slug", "name")
    )
    ids: dict[str, int] = {}
    words = []
    for pk, path, slug, name in rows:
        ids[path] = pk
        parent_id = ids.get(path[: -Category.steplen])
        count = None if counts is None else counts.get(pk, 0)
        depth = len(path) // Category.steplen
        words.append(CategoryWord(pk, slug, name, parent_id, depth, count))
    return words


def list_facet_vocabulary(*, channel: Channel, locale: str) -> list[FacetField]:
    """Return the fields that products can be found by, in their order, sellers last.

    Five queries, whatever the size of the catalogue.
    """
    chain = fallback_chain(locale, channel.default_locale)
    words = load_term_words(tenant_id=channel.tenant_id)
    with translation.override(locale):
        fields = [
            _attribute(field, word, chain, position)
            for position, (field, word) in enumerate(words.items())
        ]
        return [*fields, _sellers(channel, position=len(fields))]


def _rows(channel: Channel, locale: str, entry_ids: Sequence[int]) -> list[FeedRow]:
    documents = (
        ProductDocument.objects.in_channel(channel)
        .filter(locale=locale, entry__in=entry_ids)
        .values_list(*_ENTRY)
    )
    terms = _terms(channel, entry_ids)
    prices = _prices(channel, entry_ids)
    entries = sorted(map(_Entry._make, documents), key=lambda entry: entry.product_id)
    return [_row(entry, terms[entry.pk], prices[entry.pk]) for entry in entries]


def _row(entry: _Entry, terms: list[FeedTerm], prices: dict[str, FeedPrice]) -> FeedRow:
    document = orjson.loads(whole_document(entry.card, entry.body))
    return FeedRow(
        product_id=entry.product_id,
        public_id=document["id"],
        document=document,
        terms=terms,
        prices=prices,
        published_at=entry.published_at,
        is_featured=entry.is_featured,
        position=entry.position,
        rating=entry.rating,
        reviews=entry.reviews,
        sold=entry.sold,
        discount=entry.discount,
        margin=entry.margin,
        sort_name=entry.sort_name,
        version=entry.version,
        checksum=entry.checksum,
        entry_checksum=entry.entry_checksum,
    )


def _terms(channel: Channel, entry_ids: Sequence[int]) -> dict[int, list[FeedTerm]]:
    rows = ProductDocumentTerm.objects.in_channel(channel).filter(entry__in=entry_ids)
    terms: defaultdict[int, list[FeedTerm]] = defaultdict(list)
    for entry_id, field, value, bits in rows.values_list("entry_id", "field", "value", "variants"):
        terms[entry_id].append((field, value, bits))
    return terms


def _prices(channel: Channel, entry_ids: Sequence[int]) -> dict[int, dict[str, FeedPrice]]:
    rows = ProductDocumentPrice.objects.in_channel(channel).filter(entry__in=entry_ids)
    prices: defaultdict[int, dict[str, FeedPrice]] = defaultdict(dict)
    columns = ("entry_id", "currency", "minimum", "maximum", "is_reduced")
    for entry_id, currency, minimum, maximum, is_reduced in rows.values_list(*columns):
        prices[entry_id][currency] = (minimum, maximum, is_reduced)
    return prices


def _attribute(field: str, word: FacetWord, chain: tuple[str, ...], position: int) -> FacetField:
    return FacetField(
        code=field,
        name=word.name.in_locale(chain),
        is_boolean=word.is_boolean,
        unit=word.unit,
        is_axis=word.is_axis,
        is_facet=word.is_facet,
        position=position,
        values=tuple(_truths() if word.is_boolean else _options(word, chain)),
    )


def _options(word: FacetWord, chain: tuple[str, ...]) -> Iterator[FacetLabel]:
    for position, code in enumerate(sorted(word.values, key=word.rank)):
        value = word.values[code]
        yield FacetLabel(code, value.label.in_locale(chain), value.swatch, position)


def _truths() -> Iterable[FacetLabel]:
    yield FacetLabel(TRUE, pgettext("Product attribute value", "Yes"), None, 0)
    yield FacetLabel("false", pgettext("Product attribute value", "No"), None, 1)


def _sellers(channel: Channel, *, position: int) -> FacetField:
    rows = Partner.objects.filter(tenant=channel.tenant_id).order_by("name", "code")
    return FacetField(
        code=SELLER,
        name=_("Seller"),
        is_boolean=False,
        unit=None,
        is_axis=False,
        is_facet=True,
        position=position,
        values=tuple(
            FacetLabel(code, name or code, None, rank)
            for rank, (code, name) in enumerate(rows.values_list("code", "name"))
        ),
    )
