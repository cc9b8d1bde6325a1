"""What happened to the catalogue."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProductChanged(Event, context="shop"):
    """A product or one of its variants, texts, pictures, attributes or listings changed."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("product_id",)

    product_id: int


@dataclass(frozen=True, kw_only=True)
class ProductDeleted(Event, context="shop"):
    """A product or a variant is gone; `parent_id` is set for a variant."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("product_id",)

    product_id: int
    parent_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class StockChanged(Event, context="shop"):
    """The quantity in stock or allocated changed for these products or variants."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class StockFellLow(Event):
    """An alert was opened: the stock of a product fell to its threshold."""

    alert_id: int


@dataclass(frozen=True, kw_only=True)
class PriceChanged(Event, context="shop"):
    """A price in some channel and currency changed for these products or variants."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewsChanged(Event, context="shop"):
    """A review was approved, rejected, rewritten or removed: the product's rating may differ."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("product_id",)

    product_id: int


@dataclass(frozen=True, kw_only=True)
class CategoryChanged(Event, context="shop"):
    """A category's texts, visibility or place changed, or it is new or gone.

    `category_id` is None when the tree changed as a whole.
    """

    aggregate_fields: ClassVar[tuple[str, ...]] = ("tenant_id",)

    tenant_id: int
    category_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CatalogueWordsChanged(Event, context="shop"):
    """Names of product types, attributes or options changed, or how they are used.

    `product_class_id` is None when products of several types may be affected.
    """

    aggregate_fields: ClassVar[tuple[str, ...]] = ("tenant_id",)

    tenant_id: int
    product_class_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProductDocumentsChanged(Event, context="shop"):
    """Documents of a channel are new, different or gone. `tags` name what shows them.

    A change of categories names no products; one of products never tells `categories`.
    `created_ids` are those of the products that were not shown before.
    """

    channel_id: int
    product_ids: tuple[int, ...]
    tags: tuple[str, ...]
    created_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProductSalesCounted(Event, context="shop"):
    """These products of a channel have other numbers of sold pieces than before."""

    channel_id: int
    product_ids: tuple[int, ...]
