"""What happened to the catalogue and to orders."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProductChanged(Event):
    """A product or one of its variants, texts, pictures, attributes or listings changed."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("product_id",)

    product_id: int


@dataclass(frozen=True, kw_only=True)
class ProductDeleted(Event):
    """A product or a variant is gone; `parent_id` is set for a variant."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("product_id",)

    product_id: int
    parent_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class StockChanged(Event):
    """The quantity in stock or allocated changed for these products or variants."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PriceChanged(Event):
    """A price in some channel and currency changed for these products or variants."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewsChanged(Event):
    """A review was approved, rejected, rewritten or removed: the product's rating may differ."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("product_id",)

    product_id: int


@dataclass(frozen=True, kw_only=True)
class CategoryChanged(Event):
    """A category's texts, visibility or place changed, or it is new or gone.

    `category_id` is None when the tree changed as a whole.
    """

    aggregate_fields: ClassVar[tuple[str, ...]] = ("tenant_id",)

    tenant_id: int
    category_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CatalogueWordsChanged(Event):
    """Names of product types, attributes or options changed, or how they are used.

    `product_class_id` is None when products of several types may be affected.
    """

    aggregate_fields: ClassVar[tuple[str, ...]] = ("tenant_id",)

    tenant_id: int
    product_class_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProductDocumentsChanged(Event):
    """Documents of a channel are new, different or gone. `tags` name what shows them.

    A change of categories names no products; one of products never tells `categories`.
    """

    channel_id: int
    product_ids: tuple[int, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProductSalesCounted(Event):
    """These products of a channel have other numbers of sold pieces than before."""

    channel_id: int
    product_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class StorefrontWentStale(Event):
    """Tags wait to be told to the storefront."""


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Event):
    """An order was placed; its stock is allocated."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class OrderStatusChanged(Event):
    """An order moved on, or was cancelled."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    old_status: str
    new_status: str
