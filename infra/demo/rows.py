"""The catalogue in the form that the importer reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zlib import crc32

from django.utils.text import slugify

from commerce.exchange.enums import AttributeKind
from commerce.exchange.rows import (
    AttributeRow,
    AttributeValueRow,
    CategoryRow,
    ImageRow,
    LabelRow,
    Measures,
    OptionRow,
    PriceRow,
    ProductClassRow,
    ProductRow,
    Row,
    Scalar,
    TranslationRow,
    VariantRow,
)
from infra.demo.catalogue import Catalogue
from infra.demo.catalogue.model import Category, Fact, Product, Texts, Variant

DEFAULT = "en"
AT_HOME = {"en": "{}, at home", "de": "{}, zu Hause", "fr": "{}, à la maison", "ar": "{} في البيت"}
# Kilograms from which a piece comes with two people.
BULKY_FROM = 25
# What customs know the things of each class by, and where the house has them made.
HS_CODES = {
    "furniture": "940360",
    "storage": "940360",
    "lighting": "940521",
    "textile": "630492",
    "tableware": "691200",
    "kitchen": "732393",
    "decor": "691390",
    "plant": "060290",
}
MADE_IN = "DE"
FEATURED = (
    "marsh-sofa",
    "heron-reading-lamp",
    "tuesday-mug",
    "berber-lattice-rug",
    "reedbed-sideboard",
    "harbour-linen-bedding",
    "orator-vase",
    "chapel-pendant",
    "reed-spindle-chair",
    "patient-monstera",
)


def catalogue_rows(catalogue: Catalogue) -> Iterator[Row]:
    """Return definitions first, then the products."""
    for each in catalogue.classes:
        yield ProductClassRow(name=each.names[DEFAULT], labels=_labels(each.names))
    for attribute in catalogue.attributes:
        yield AttributeRow(
            code=attribute.code,
            name=attribute.names[DEFAULT],
            kind=AttributeKind(attribute.kind.value),
            unit=attribute.unit,
            is_axis=attribute.is_axis,
            is_facet=attribute.is_facet,
            labels=_labels(attribute.names),
        )
    for option in catalogue.options:
        yield OptionRow(
            attribute=option.attribute,
            code=option.code,
            label=option.labels[DEFAULT],
            swatch=option.swatch,
            labels=_labels(option.labels),
        )
    for category in catalogue.categories:
        yield _category(catalogue, category)
    for position, product in enumerate(catalogue.products):
        yield _product(catalogue, product, position)


def category_path(catalogue: Catalogue, code: str) -> tuple[str, ...]:
    """Return the names on the way to a category."""
    category = next(each for each in catalogue.categories if each.code == code)
    name = category.names[DEFAULT]
    return (*category_path(catalogue, category.parent), name) if category.parent else (name,)


def _category(catalogue: Catalogue, category: Category) -> CategoryRow:
    return CategoryRow(
        path=category_path(catalogue, category.code),
        description=category.descriptions.get(DEFAULT, ""),
        image=_picture_of(catalogue, category),
        translations=tuple(
            TranslationRow(
                locale=locale,
                name=name,
                slug=_slug(name),
                description=category.descriptions.get(locale, ""),
            )
            for locale, name in category.names.items()
            if locale != DEFAULT
        ),
    )


def _picture_of(catalogue: Catalogue, category: Category) -> str:
    """Return the picture of the first thing in a category, at home."""
    below = {each.code for each in catalogue.categories if each.parent == category.code}
    shelves = below | {category.code}
    return next(each.setting for each in catalogue.products if each.category in shelves)


def _product(catalogue: Catalogue, product: Product, position: int) -> ProductRow:
    copy = product.copy[DEFAULT]
    classes = {each.code: each.names[DEFAULT] for each in catalogue.classes}
    return ProductRow(
        sku=product.sku,
        name=copy.name,
        slug=product.slug,
        product_class=classes[product.product_class],
        categories=(category_path(catalogue, product.category),),
        brand=catalogue.brands[product.brand],
        summary=copy.summary,
        description=paragraph(copy.description),
        seo_title=f"{copy.name} | Reed & Rook",
        seo_description=copy.summary,
        attributes=_values(product.facts),
        images=(
            ImageRow(file=product.variants[0].picture.file),
            _at_home(product),
        ),
        translations=tuple(_translations(product)),
        variants=tuple(_variant(product, variant) for variant in product.variants),
        is_featured=product.slug in FEATURED,
        position=position,
        published_at=_published_at(product, position),
        measures=_measures(product),
    )


def _measures(product: Product) -> Measures:
    """What its page says of its size, in kilograms and centimetres, as the house sends it."""
    facts = {**product.variants[0].facts, **product.facts}
    size = {name: int(float(facts.get(name, 0)) * 10) or None for name in ("width", "height")}
    kilograms = float(facts.get("weight", 0))
    return Measures(
        weight=int(kilograms * 1000) or None,
        length=int(float(facts.get("depth", 0)) * 10) or None,
        width=size["width"],
        height=size["height"],
        shipping_class="bulky" if kilograms > BULKY_FROM else None,
        hs_code=HS_CODES[product.product_class],
        origin_country=MADE_IN,
    )


def _published_at(product: Product, position: int) -> datetime | None:
    """Return a day in the past; every seventh thing has only just arrived."""
    if crc32(product.slug.encode()) % 7 == 0:
        return None
    return datetime(2025, 9, 1, 9, tzinfo=UTC) + timedelta(days=position)


def _translations(product: Product) -> Iterator[TranslationRow]:
    for locale, copy in product.copy.items():
        if locale != DEFAULT:
            yield TranslationRow(
                locale=locale,
                name=copy.name,
                slug=_slug(copy.name),
                summary=copy.summary,
                description=paragraph(copy.description),
                seo_title=f"{copy.name} | Reed & Rook",
                seo_description=copy.summary,
            )


def _at_home(product: Product) -> ImageRow:
    """The second picture, which shows the product where it is used."""
    seen = {locale: AT_HOME[locale].format(copy.name) for locale, copy in product.copy.items()}
    return ImageRow(file=product.setting, alt=seen.pop(DEFAULT), alts=seen)


def _variant(product: Product, variant: Variant) -> VariantRow:
    return VariantRow(
        sku=variant.sku,
        attributes=_values({**variant.options, **variant.facts}),
        prices=tuple(
            PriceRow(currency, price.amount, price.compare_at)
            for currency, price in variant.prices.items()
        ),
        stock=variant.stock,
        images=(ImageRow(file=variant.picture.file),),
    )


def _values(facts: Mapping[str, Fact]) -> tuple[AttributeValueRow, ...]:
    return tuple(AttributeValueRow(code, _scalar(value)) for code, value in facts.items())


def _scalar(value: Fact) -> Scalar:
    return Decimal(str(value)) if isinstance(value, float) else value


def _labels(texts: Texts) -> tuple[LabelRow, ...]:
    return tuple(LabelRow(locale, text) for locale, text in texts.items() if locale != DEFAULT)


def _slug(name: str) -> str:
    """Write a name as the address of its page; German umlauts become two letters."""
    spelled = name.casefold()
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("œ", "oe")):
        spelled = spelled.replace(letter, letters)
    return slugify(spelled)


def paragraph(text: str) -> str:
    """Return a text as one paragraph of HTML."""
    return f"<p>{text}</p>"
