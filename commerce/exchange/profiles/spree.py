"""The product CSV of Spree: a master row and rows of its variants, one per variant and currency.

Texts in further languages come from a second file, pictures from a folder by the file names in
`image1_src`. Rows of one product may stand far apart, and custom fields have no declared type: a
first pass over the file gathers the rows by product and finds the narrowest type for each field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.utils.text import slugify
from django.utils.translation import gettext

from commerce.exchange.cells import FALSE, TRUE, Cells
from commerce.exchange.enums import AttributeKind
from commerce.exchange.rows import (
    AttributeRow,
    AttributeValueRow,
    ImageRow,
    PriceRow,
    ProductRow,
    Row,
    RowError,
    Scalar,
    TranslationRow,
    VariantRow,
)
from commerce.exchange.scratch import ScratchLists
from commerce.exchange.sources import Record, Source, read_csv

CUSTOM = "custom_field.custom."
MEASURES = {"width": "dimensions_unit", "height": "dimensions_unit", "depth": "dimensions_unit"}
MEASURES["weight"] = "weight_unit"
OPTIONS = ("option1", "option2", "option3")
CATEGORIES = ("category1", "category2", "category3")
MAX_CHOICES = 20
_MEASURED = re.compile(r"(\d+(?:\.\d+)?)\s*(\D*)")


def read(source: Source) -> Iterator[Row | RowError]:
    """Yield the rows of the files: attributes first, then one product at a time."""
    records = ScratchLists()
    columns = _survey(source, records)
    for name, column in columns.items():
        yield column.attribute(name)
    translations = _read_translations(source)
    for slug in records.names():
        family = [Record(line, cells) for line, cells in records.get(slug)]
        yield from _product(family, columns, translations.get(slug), source)


@dataclass
class _Column:
    """What the values of one custom field, option or measure have in common."""

    kind: AttributeKind | None = None
    is_axis: bool = False
    label: str = ""
    units: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    count: int = 0

    def see(self, text: str) -> None:
        if not text:
            return
        self.count += 1
        if len(self.values) <= MAX_CHOICES:
            self.values.add(text)
        match = _MEASURED.fullmatch(text)
        self.units.add(match[2] if match else "?")

    @property
    def unit(self) -> str:
        return next(iter(self.units)).strip() if self.is_measured else ""

    @property
    def is_measured(self) -> bool:
        return len(self.units) == 1 and "?" not in self.units

    def settle(self) -> None:
        """Choose the type: one that was given, a number with its unit, yes or no, a choice, a text."""
        if self.kind is not None:
            return
        words = {value.lower() for value in self.values}
        if self.is_measured:
            is_whole = all("." not in value for value in self.values)
            self.kind = AttributeKind.INTEGER if is_whole else AttributeKind.FLOAT
        elif words and words <= TRUE | FALSE:
            self.kind = AttributeKind.BOOLEAN
        elif len(self.values) <= MAX_CHOICES and 2 * len(self.values) <= self.count:
            self.kind = AttributeKind.OPTION
        else:
            self.kind = AttributeKind.TEXT

    def attribute(self, code: str) -> AttributeRow:
        return AttributeRow(
            code=code,
            name=self.label or code.replace("_", " ").capitalize(),
            kind=self.kind or AttributeKind.TEXT,
            unit=self.unit if self.kind in (AttributeKind.INTEGER, AttributeKind.FLOAT) else "",
            is_axis=self.is_axis,
            is_facet=self.kind == AttributeKind.OPTION,
        )

    def value(self, text: str) -> Scalar:
        match self.kind:
            case AttributeKind.INTEGER:
                return int(text.removesuffix(next(iter(self.units))).strip())
            case AttributeKind.FLOAT:
                return Decimal(text.removesuffix(next(iter(self.units))).strip())
            case AttributeKind.BOOLEAN:
                return text.lower() in TRUE
        return text


def _survey(source: Source, records: ScratchLists) -> dict[str, _Column]:
    """Read the file once: keep its records by product, return its attributes, options first."""
    axes: dict[str, _Column] = {}
    custom: dict[str, _Column] = {}
    measures = {name: _Column(AttributeKind.FLOAT) for name in MEASURES}
    for record in read_csv(source.file):
        records.append(record.cells.get("slug", ""), (record.line, record.cells))
        for option in OPTIONS:
            if label := record.cells.get(f"{option}_name", ""):
                code = _code(label)
                axes.setdefault(code, _Column(AttributeKind.OPTION, is_axis=True, label=label))
        for name, text in record.cells.items():
            if name.startswith(CUSTOM):
                custom.setdefault(_code(name.removeprefix(CUSTOM)), _Column()).see(text)
        for name, unit in MEASURES.items():
            if record.cells.get(name):
                measures[name].units.add(record.cells.get(unit, ""))
    columns = {**axes, **custom, **measures}
    for column in columns.values():
        column.settle()
    return {name: column for name, column in columns.items() if column.units or column.is_axis}


def _read_translations(source: Source) -> ScratchLists:
    translations = ScratchLists()
    if source.translations is not None:
        for record in read_csv(source.translations):
            translations.append(record.cells.get("slug", ""), record.cells)
    return translations


def _product(
    records: list[Record],
    columns: dict[str, _Column],
    translations: list[dict[str, str]],
    source: Source,
) -> Iterator[Row | RowError]:
    cells = [Cells(record, sku=record.cells.get("sku", "")) for record in records]
    master, *others = cells
    master.require(("slug", "sku", "name", "product_type"))
    variants = _variants(others, columns, source)
    product = ProductRow(
        line=master.line,
        # Spree knows a product with variants by its address; the SKU of its master is not sold,
        # and may well be that of another master.
        sku=master.text("slug").upper() if others else master.sku,
        slug=master.text("slug"),
        name=master.text("name"),
        product_class=master.text("product_type"),
        categories=tuple(master.texts(name, "->") for name in CATEGORIES if master.text(name)),
        description=master.text("description"),
        seo_title=master.text("meta_title"),
        seo_description=master.text("meta_description"),
        attributes=_custom_values(master, columns),
        prices=() if others else _prices(master),
        stock=None if others else master.integer("inventory_count"),
        images=_images(master, source),
        translations=tuple(
            _translation(texts) for texts in translations if texts["locale"] != source.locale
        ),
        variants=variants,
        is_published=master.text("status") == "active",
        published_at=master.moment("available_on"),
    )
    errors = [error for each in cells for error in each.errors]
    if errors:
        yield from errors
    else:
        yield product


def _variants(
    cells: list[Cells], columns: dict[str, _Column], source: Source
) -> tuple[VariantRow, ...]:
    """Rows of one SKU are prices of one variant; its first row tells the rest."""
    variants: dict[str, VariantRow] = {}
    for each in cells:
        each.require(("sku", "price", "currency"))
        if known := variants.get(each.sku):
            variants[each.sku] = replace(known, prices=(*known.prices, *_prices(each)))
            continue
        variants[each.sku] = VariantRow(
            line=each.line,
            sku=each.sku,
            attributes=(*_options(each), *_measures(each, columns)),
            prices=_prices(each),
            stock=each.integer("inventory_count"),
            images=_images(each, source),
        )
    return tuple(variants.values())


def _options(cells: Cells) -> Iterator[AttributeValueRow]:
    for option in OPTIONS:
        if value := cells.text(f"{option}_value"):
            yield AttributeValueRow(_code(cells.text(f"{option}_name")), value)


def _measures(cells: Cells, columns: dict[str, _Column]) -> Iterator[AttributeValueRow]:
    for name, unit in MEASURES.items():
        amount = cells.decimal(name)
        if amount is None:
            continue
        if columns[name].is_measured:
            yield AttributeValueRow(name, amount)
        else:
            detail = gettext("The unit differs from that of other lines.")
            cells.refuse(unit, "mixed_units", detail)


def _custom_values(cells: Cells, columns: dict[str, _Column]) -> tuple[AttributeValueRow, ...]:
    return tuple(
        AttributeValueRow(code, column.value(text))
        for code, column in columns.items()
        if (text := cells.text(f"{CUSTOM}{code}"))
    )


def _prices(cells: Cells) -> tuple[PriceRow, ...]:
    """The price of the row; Spree writes 0 where there is no former price."""
    amount, compare_at = cells.decimal("price"), cells.decimal("compare_at_price")
    if amount is None:
        return ()
    return (PriceRow(cells.text("currency"), amount, compare_at or None),)


def _images(cells: Cells, source: Source) -> tuple[ImageRow, ...]:
    name = PurePosixPath(urlsplit(cells.text("image1_src")).path).name
    return (ImageRow(file=name),) if name and source.images is not None else ()


def _translation(texts: dict[str, str]) -> TranslationRow:
    return TranslationRow(
        locale=texts["locale"],
        name=texts["name"],
        description=texts.get("description", ""),
        seo_title=texts.get("meta_title", ""),
        seo_description=texts.get("meta_description", ""),
    )


def _code(label: str) -> str:
    return slugify(label).replace("-", "_")
