"""What an import is made of, whatever the source looked like.

A source is an iterable of rows that can be iterated more than once: first every row is
validated, then they are written. Definitions (classes, attributes, options, categories) are
optional, except that an attribute is declared before the first product that uses it.

    source = [
        AttributeRow(code="colour", name="Colour", kind=AttributeKind.OPTION, is_axis=True),
        ProductRow(sku="LAMP", name="Reading lamp", product_class="Lamp", variants=(
            VariantRow(sku="LAMP-MOSS", attributes=(AttributeValueRow("colour", "Moss"),),
                       prices=(PriceRow("EUR", Decimal("89.00")),), stock=4),
        )),
    ]
    services.import_rows(rows=source, channel=channel)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from .enums import AttributeKind

Scalar = str | int | Decimal | bool


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A short text in one language: the name of a class or attribute, the label of an option."""

    locale: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationRow:
    """The texts of a product or category in one language; empty ones fall back to the default."""

    locale: str
    name: str
    slug: str = ""
    summary: str = ""
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What one unit costs in one currency, what it used to cost, and what the shop pays for it.

    A cost of None is left as it is.
    """

    currency: str
    amount: Decimal
    compare_at: Decimal | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRow:
    """A picture: a file name inside the images folder, and what it shows; by language in `alts`.

    What is None, and languages that are left out, stay as they are.
    """

    file: str
    alt: str | None = None
    alts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class AttributeValueRow:
    """One value of a declared attribute. An option is given by its label or its code."""

    code: str
    value: Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductClassRow:
    """A kind of product. Its code is the slug of its name."""

    name: str
    is_shipped: bool = True
    is_stock_tracked: bool = True
    labels: tuple[LabelRow, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRow:
    """The declaration of an attribute, for every product class that uses it.

    Variants differ in the axes; the order of declaration is the order on the page.
    """

    code: str
    name: str
    kind: AttributeKind
    unit: str = ""
    is_axis: bool = False
    is_facet: bool = False
    labels: tuple[LabelRow, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """One choice of an option attribute, with its colour and its place among the choices.

    Choices that have no row are made when a product first uses them.
    """

    attribute: str
    label: str
    code: str = ""
    swatch: str = ""
    labels: tuple[LabelRow, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """A category by the names on the way to it. Categories without a row are made when used."""

    path: tuple[str, ...]
    description: str = ""
    image: str = ""
    seo_title: str = ""
    seo_description: str = ""
    translations: tuple[TranslationRow, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How one piece is sent, and what customs know it by: grams and millimetres.

    What is None is left as it is.
    """

    weight: int | None = None
    length: int | None = None
    width: int | None = None
    height: int | None = None
    shipping_class: str | None = None
    hs_code: str | None = None
    origin_country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRow:
    """One buyable form of a product. A stock of None is left as it is, and is 0 when new."""

    sku: str
    attributes: tuple[AttributeValueRow, ...]
    prices: tuple[PriceRow, ...]
    stock: int | None = None
    name: str = ""
    barcode: str = ""
    images: tuple[ImageRow, ...] = ()
    measures: Measures = Measures()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """A product: with `variants` it has neither price nor stock of its own.

    A stock of None is left as it is, and is 0 when new.
    Without a slug it gets one from its name. `brand` is the value of the option attribute "brand".
    `published_at`, `is_featured` and `position` (lower comes first in the featured order) are kept
    as they are when not given; a new product is published now and comes last.
    """

    sku: str
    name: str
    product_class: str
    categories: tuple[tuple[str, ...], ...] = ()
    slug: str = ""
    brand: str = ""
    summary: str = ""
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""
    barcode: str = ""
    attributes: tuple[AttributeValueRow, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    stock: int | None = None
    images: tuple[ImageRow, ...] = ()
    translations: tuple[TranslationRow, ...] = ()
    variants: tuple[VariantRow, ...] = ()
    is_published: bool = True
    published_at: datetime | None = None
    is_featured: bool | None = None
    position: int | None = None
    measures: Measures = Measures()
    line: int = 0

    @property
    def units(self) -> tuple[UnitRow, ...]:
        """The product, then its variants."""
        return (self, *self.variants)


UnitRow = ProductRow | VariantRow
DefinitionRow = ProductClassRow | AttributeRow | OptionRow | CategoryRow
Row = DefinitionRow | ProductRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """One thing that is wrong with one line of the source; `column` as the source calls it."""

    line: int
    code: str
    detail: str
    column: str = ""
    sku: str = ""
    file: str = ""
