"""The members of a product document: what code is checked by, and what the contract tells clients."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from commerce.core.money import MoneyJson
from commerce.core.shapes import LocaleCode, Moment, Natural, Url, public_id_meta

AvailabilityStatus = Literal["in_stock", "low_stock", "out_of_stock"]
Badge = Literal["new", "sale"]
ProductId = Annotated[str, public_id_meta("prod")]
VariantId = Annotated[str, public_id_meta("var", "prod")]
Pixels = Annotated[int, Meta(description="Of the original, in pixels.")]


class Availability(TypedDict):
    status: AvailabilityStatus
    is_available: bool


class PriceSpan(TypedDict("PriceSpan", {"from": MoneyJson})):
    to: MoneyJson
    compare_at: Annotated[
        MoneyJson | None, Meta(description="What the cheapest variant cost before.")
    ]
    lowest_30_days: Annotated[
        MoneyJson | None, Meta(description="That of the cheapest variant, as with its price.")
    ]


class VariantPrice(TypedDict):
    price: MoneyJson
    compare_at: MoneyJson | None
    lowest_30_days: Annotated[
        MoneyJson | None,
        Meta(
            description="The lowest price of the 30 days before it was reduced; null where it is"
            " not reduced, was not sold before, or the channel does not tell it."
        ),
    ]


class ImageSource(TypedDict):
    width: Natural
    url: Url


class Image(TypedDict):
    id: Annotated[str, public_id_meta("img", "cat")]
    alt: str
    width: Pixels
    height: Pixels
    url: Annotated[Url, Meta(description="A WebP rendition of a usual width.")]
    sources: list[ImageSource]


class ProductClass(TypedDict):
    code: str
    name: str


class Brand(TypedDict):
    code: str
    label: str


class Rating(TypedDict):
    average: Annotated[str | None, Meta(description="From 1 to 5, one decimal place.")]
    count: Natural


class OptionValue(TypedDict):
    code: str
    label: str
    swatch: Annotated[str | None, Meta(description="A colour such as #6b7a4b.")]


class Option(TypedDict):
    code: str
    name: str
    values: list[OptionValue]


class Attribute(TypedDict):
    code: str
    name: str
    label: str
    value: Annotated[str, Meta(description="For filters; several codes have commas between them.")]
    unit: str | None


class Variant(TypedDict):
    id: VariantId
    sku: str
    ean: Annotated[str | None, Meta(description="The bar code: EAN, UPC or GTIN.")]
    name: str
    options: Annotated[dict[str, str], Meta(description="Value codes by option code.")]
    prices: Annotated[dict[str, VariantPrice], Meta(description="By currency.")]
    availability: Availability
    image_ids: list[Annotated[str, public_id_meta("img")]]


class Crumb(TypedDict):
    slug: str
    name: str


class Seo(TypedDict):
    title: str
    description: str


class ProductCard(TypedDict):
    """What a list shows of a product."""

    id: ProductId
    slug: str
    name: str
    summary: str
    brand: Brand | None
    image: Image | None
    hover_image: Image | None
    prices: Annotated[dict[str, PriceSpan], Meta(description="By currency.")]
    availability: Availability
    rating: Rating
    options: list[Option]
    variant_count: Natural
    default_variant_id: Annotated[
        VariantId | None, Meta(description="Set when there is only one variant.")
    ]
    badges: list[Badge]


class Document(ProductCard):
    """Everything there is to know of a product, in one language."""

    description: Annotated[str, Meta(description="Safe HTML.")]
    images: list[Image]
    attributes: list[Attribute]
    variants: list[Variant]
    categories: list[Crumb]
    breadcrumbs: list[Crumb]
    product_class: ProductClass | None
    seo: Seo
    alternates: Annotated[dict[str, str], Meta(description="The product's slug in each locale.")]
    locale: LocaleCode
    published_at: Moment


class StoredDocument(Document):
    """Everything there is to know of a product, in one language."""

    version: Natural
    updated_at: Moment


class Withdrawn(TypedDict):
    id: Annotated[str, public_id_meta("prod")]
    withdrawn_at: Moment


class StockLevel(TypedDict):
    """How much of a variant one seller has."""

    id: VariantId
    sku: str
    available: Annotated[Natural, Meta(description="In stock, and in no order yet.")]


class OfferPrices(TypedDict):
    """What a variant costs at one seller."""

    id: VariantId
    sku: str
    prices: Annotated[dict[str, VariantPrice], Meta(description="By currency.")]


CARD_FIELDS = tuple(ProductCard.__annotations__)
