"""The members of a product document. The API's serializers describe the same shape to clients."""

from __future__ import annotations

from typing import Literal, TypedDict

from commerce.core.money import MoneyJson

Status = Literal["in_stock", "low_stock", "out_of_stock"]
Badge = Literal["new", "sale"]


class Availability(TypedDict):
    status: Status
    is_available: bool


class PriceSpan(TypedDict("PriceSpan", {"from": MoneyJson})):
    to: MoneyJson
    compare_at: MoneyJson | None


class VariantPrice(TypedDict):
    price: MoneyJson
    compare_at: MoneyJson | None


class ImageSource(TypedDict):
    width: int
    url: str


class Image(TypedDict):
    id: str
    alt: str
    width: int
    height: int
    url: str
    sources: list[ImageSource]


class Named(TypedDict):
    """Something with a code and a name in the document's language."""

    code: str
    name: str


class Brand(TypedDict):
    code: str
    label: str


class Rating(TypedDict):
    average: str | None
    count: int


class OptionValue(TypedDict):
    code: str
    label: str
    swatch: str | None


class Option(TypedDict):
    code: str
    name: str
    values: list[OptionValue]


class Attribute(TypedDict):
    code: str
    name: str
    label: str
    value: str
    unit: str | None


class Variant(TypedDict):
    id: str
    sku: str
    ean: str | None
    name: str
    options: dict[str, str]
    prices: dict[str, VariantPrice]
    availability: Availability
    image_ids: list[str]


class Crumb(TypedDict):
    slug: str
    name: str


class Seo(TypedDict):
    title: str
    description: str


class Card(TypedDict):
    """What a list shows of a product."""

    id: str
    slug: str
    name: str
    summary: str
    brand: Brand | None
    image: Image | None
    hover_image: Image | None
    prices: dict[str, PriceSpan]
    availability: Availability
    rating: Rating
    options: list[Option]
    variant_count: int
    default_variant_id: str | None
    badges: list[Badge]


class Document(Card):
    """Everything; `version` and `updated_at` are added when the document is stored."""

    description: str
    images: list[Image]
    attributes: list[Attribute]
    variants: list[Variant]
    categories: list[Crumb]
    breadcrumbs: list[Crumb]
    product_class: Named | None
    seo: Seo
    alternates: dict[str, str]
    locale: str
    published_at: str


CARD_FIELDS = tuple(Card.__annotations__)
