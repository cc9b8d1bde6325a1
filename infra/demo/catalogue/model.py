"""What the demo catalogue is made of. Plain values: nothing here knows Django or the shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Texts = Mapping[str, str]
"""One short text per locale."""

Fact = str | int | float | bool


class Kind(StrEnum):
    """The type of an attribute's values."""

    OPTION = "option"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Copy:
    """What is said about a product or category in one language."""

    name: str
    summary: str
    description: str


@dataclass(frozen=True)
class Category:
    """A shelf of the shop; `parent` is empty for the eight at the top."""

    code: str
    parent: str
    names: Texts
    descriptions: Texts


@dataclass(frozen=True)
class Attribute:
    """Something that can be said about a product; `is_axis` when variants differ in it."""

    code: str
    kind: Kind
    names: Texts
    unit: str = ""
    is_axis: bool = False
    is_facet: bool = False


@dataclass(frozen=True)
class Option:
    """One choice of an option attribute."""

    attribute: str
    code: str
    labels: Texts
    swatch: str = ""


@dataclass(frozen=True)
class ProductClass:
    """A kind of product."""

    code: str
    names: Texts


@dataclass(frozen=True)
class Price:
    """What one unit costs, and what it used to cost."""

    amount: Decimal
    compare_at: Decimal | None = None


@dataclass(frozen=True)
class Picture:
    """A picture to be drawn: the file it goes to, the family and the values to draw it from."""

    file: str
    family: str
    values: Mapping[str, Fact]
    tinted: tuple[str, ...]
    """The values that the variant's colour (or, without one, its material) decides."""


@dataclass(frozen=True)
class Variant:
    """One buyable form of a product."""

    sku: str
    options: Mapping[str, str]
    facts: Mapping[str, Fact]
    prices: Mapping[str, Price]
    stock: int
    picture: Picture


@dataclass(frozen=True)
class Product:
    """A product with its texts by locale and its variants in the order in which they are shown."""

    sku: str
    slug: str
    product_class: str
    category: str
    brand: str
    copy: Mapping[str, Copy]
    facts: Mapping[str, Fact]
    variants: tuple[Variant, ...]
    setting: str
    """The file of the second picture, which shows the product at home."""

    @property
    def axes(self) -> tuple[str, ...]:
        """Return the attributes in which the variants differ."""
        return tuple(self.variants[0].options)


@dataclass(frozen=True)
class Offer:
    """A running offer in Oscar's terms: a range, a condition on it and a benefit."""

    code: str
    names: Texts
    descriptions: Texts
    condition: str
    condition_value: Decimal
    benefit: str
    benefit_value: Decimal | None
    categories: tuple[str, ...]
    """The categories of the range; empty means everything."""
    starts: date
    ends: date | None
    priority: int
    max_affected_items: int | None = None


@dataclass(frozen=True)
class Voucher:
    """A code that shoppers may type in; `usage` is Oscar's word for how often."""

    code: str
    names: Texts
    usage: str
    condition: str
    condition_value: Decimal
    benefit: str
    benefit_value: Decimal
    categories: tuple[str, ...]
    starts: date
    ends: date

    @property
    def name(self) -> str:
        """Return what the shop's own language calls it."""
        return self.names["en"]


@dataclass(frozen=True)
class Review:
    """What a customer thought of a product."""

    product: str
    score: int
    title: str
    body: str
    author: str
    written: date


@dataclass(frozen=True)
class Catalogue:
    """Everything the demo shop sells and says about it."""

    classes: tuple[ProductClass, ...]
    attributes: tuple[Attribute, ...]
    options: tuple[Option, ...]
    categories: tuple[Category, ...]
    brands: Mapping[str, str]
    products: tuple[Product, ...]
    offers: tuple[Offer, ...] = field(default=())
    vouchers: tuple[Voucher, ...] = field(default=())
    reviews: tuple[Review, ...] = field(default=())
