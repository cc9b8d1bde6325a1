"""Reading a batch of product trees: plain rows, one query per kind, however many products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from django.db.models import Avg, Count, Q, QuerySet
from oscar.apps.catalogue.reviews.models import ProductReview  # noqa: TID251 not forked

from commerce.catalogue.models import ProductListing, ProductTranslation
from commerce.oscar.catalogue.models import (
    Product,
    ProductImage,
)
from commerce.oscar.partner.models import StockRecord, StockRecordPrice

from .renditions import Picture
from .values import ValueRow

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

ProductAttributeValue: Any = Product.attributes.through
ProductCategory: Any = Product.categories.through

SCORES: Final = (5, 4, 3, 2, 1)

R = TypeVar("R")
K = TypeVar("K")


class ProductRow(NamedTuple):
    id: int
    public_id: str
    parent_id: int | None
    structure: str
    title: str
    slug: str
    summary: str
    description: str
    meta_title: str | None
    meta_description: str | None
    product_class_id: int | None
    upc: str | None


class TextRow(NamedTuple):
    product_id: int
    locale: str
    name: str
    slug: str
    summary: str
    description: str
    seo_title: str
    seo_description: str


class ListingRow(NamedTuple):
    product_id: int
    channel_id: int
    published_at: datetime
    is_featured: bool
    position: int


class StockRow(NamedTuple):
    id: int
    product_id: int
    sku: str
    in_stock: int | None
    allocated: int | None
    reserved: int
    seller: str
    threshold: int | None

    @property
    def left(self) -> int:
        """How many are not promised to anybody."""
        return (self.in_stock or 0) - (self.allocated or 0) - self.reserved


class PriceRow(NamedTuple):
    stockrecord_id: int
    channel_id: int
    currency: str
    amount: Decimal
    compare_at: Decimal | None
    cost: Decimal | None
    # Of the 30 days before it was reduced to this; known once the history was looked at.
    lowest: Decimal | None = None


# Those that are stored with a price.
PRICE_COLUMNS: Final = PriceRow._fields[:-1]


class ImageRow(NamedTuple):
    product_id: int
    caption: str
    translations: Mapping[str, Mapping[str, str]]
    original: str
    picture: Picture


class RatingRow(NamedTuple):
    product_id: int
    average: float
    reviews: int

    @property
    def shown(self) -> str | None:
        """The average as shoppers read it, to one decimal place; None without a review."""
        return f"{self.average:.1f}" if self.reviews else None


NO_RATING = RatingRow(0, 0.0, 0)


@dataclass(frozen=True)
class Rows:
    """Everything that the trees of a batch of products are made of, by product."""

    products: dict[int, ProductRow]
    children: dict[int, list[ProductRow]]
    listings: dict[int, list[ListingRow]]
    texts: dict[int, dict[str, TextRow]]
    values: dict[int, list[ValueRow]]
    categories: dict[int, list[int]]
    stock: dict[int, list[StockRow]]
    prices: dict[int, list[PriceRow]]
    images: dict[int, list[ImageRow]]
    ratings: dict[int, RatingRow]


def load_rows(tenant_id: int, channels: Sequence[Channel], product_ids: Sequence[int]) -> Rows:
    """Read the trees of these standalone products and parents. The number of queries is fixed."""
    products = _products(tenant_id, product_ids)
    ids = [product.id for product in products]
    stock = _stock(tenant_id, ids)
    return Rows(
        products={row.id: row for row in products if row.parent_id is None},
        children=grouped(
            (row for row in products if row.parent_id), lambda row: row.parent_id or 0
        ),
        listings=grouped(_listings(channels, product_ids), lambda row: row.product_id),
        texts=_texts(ids),
        values=grouped(_values(ids), lambda row: row.product_id),
        categories=_categories(product_ids),
        stock=stock,
        prices=grouped(
            _prices(channels, chain.from_iterable(stock.values())), lambda row: row.stockrecord_id
        ),
        images=grouped(_images(ids), lambda row: row.product_id),
        ratings={row.product_id: row for row in _ratings(product_ids)},
    )


def grouped(rows: Iterable[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    """Return the rows in lists by key, keeping their order."""
    groups: defaultdict[K, list[R]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _products(tenant_id: int, product_ids: Sequence[int]) -> list[ProductRow]:
    in_trees = Q(pk__in=product_ids, parent=None) | Q(parent__in=product_ids)
    rows = Product.objects.filter(in_trees, tenant_id=tenant_id, is_public=True).order_by("pk")
    columns = ("pk", "public_id", "parent_id", "structure", "title", "slug", "summary")
    texts = ("description", "meta_title", "meta_description", "product_class_id", "upc")
    return [ProductRow(*row) for row in rows.values_list(*columns, *texts)]


def _listings(channels: Sequence[Channel], product_ids: Sequence[int]) -> list[ListingRow]:
    rows = ProductListing.objects.filter(
        product__in=product_ids, channel__in=channels, is_published=True
    )
    columns = ("product_id", "channel_id", "published_at", "is_featured", "position")
    return [ListingRow(*row) for row in rows.values_list(*columns)]


def _texts(ids: Sequence[int]) -> dict[int, dict[str, TextRow]]:
    columns = ("product_id", "locale", "name", "slug", "summary", "description")
    seo = ("seo_title", "seo_description")
    texts: defaultdict[int, dict[str, TextRow]] = defaultdict(dict)
    rows = ProductTranslation.objects.filter(product__in=ids).values_list(*columns, *seo)
    for row in rows:
        texts[row[0]][row[1]] = TextRow(*row)
    return texts


def _values(ids: Sequence[int]) -> Iterable[ValueRow]:
    """Yield one row per value; a value with several options gives one row for each of them."""
    columns = ("product_id", "attribute_id", "value_option_id", "value_text", "value_integer")
    others = ("value_boolean", "value_float", "value_richtext", "value_date", "value_datetime")
    rows = ProductAttributeValue.objects.filter(product__in=ids).order_by("pk")
    yield from (ValueRow(*row) for row in rows.values_list(*columns, *others))
    several = ProductAttributeValue.value_multi_option.through
    chosen = several.objects.filter(productattributevalue__product__in=ids).values_list(
        "productattributevalue__product_id",
        "productattributevalue__attribute_id",
        "attributeoption_id",
    )
    nothing = (None,) * (len(ValueRow._fields) - 3)
    yield from (ValueRow(*row, *nothing) for row in chosen)


def _categories(product_ids: Sequence[int]) -> dict[int, list[int]]:
    rows = ProductCategory.objects.filter(product__in=product_ids).order_by("pk")
    categories: defaultdict[int, list[int]] = defaultdict(list)
    for product_id, category_id in rows.values_list("product_id", "category_id"):
        categories[product_id].append(category_id)
    return categories


def _stock(tenant_id: int, ids: Sequence[int]) -> dict[int, list[StockRow]]:
    """Return what each product's sellers have of it, the oldest record first."""
    columns = ("pk", "product_id", "partner_sku", "num_in_stock", "num_allocated", "num_reserved")
    rows = StockRecord.objects.filter(product__in=ids, partner__tenant=tenant_id).order_by("pk")
    found = (
        StockRow(*row) for row in rows.values_list(*columns, "partner__code", "low_stock_threshold")
    )
    return grouped(found, lambda row: row.product_id)


def _prices(channels: Sequence[Channel], stock: Iterable[StockRow]) -> list[PriceRow]:
    rows = StockRecordPrice.objects.filter(
        stockrecord__in=[row.id for row in stock], channel__in=channels
    )
    return [PriceRow(*row) for row in rows.values_list(*PRICE_COLUMNS)]


def _images(ids: Sequence[int]) -> list[ImageRow]:
    """Return the pictures that were rendered from the file they now have."""
    rows = ProductImage.objects.filter(product__in=ids).order_by("display_order", "pk")
    words = ("product_id", "caption", "translations", "original")
    found = rows.values_list(*words, "public_id", "width", "height", "renditions")
    return [
        ImageRow(
            product_id, caption, told, original, Picture(public_id, width, height, made["files"])
        )
        for product_id, caption, told, original, public_id, width, height, made in found
        if made and made["source"] == original
    ]


def shown_reviews() -> QuerySet[Any]:
    """The reviews that shoppers read and that count: approved ones, with one to five stars."""
    rows: QuerySet[Any] = ProductReview.objects.filter(
        status=ProductReview.APPROVED, score__in=SCORES
    )
    return rows


def _ratings(product_ids: Sequence[int]) -> list[RatingRow]:
    rows = (
        shown_reviews()
        .filter(product__in=product_ids)
        .values_list("product_id")
        .annotate(average=Avg("score"), count=Count("pk"))
        .order_by("product_id")
    )
    return [RatingRow(*row) for row in rows]
