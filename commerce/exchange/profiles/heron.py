"""Our own CSV: everything a shop needs in one file. docs/guides/import.md describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from commerce.exchange.cells import Cells
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
    RowError,
    TranslationRow,
    VariantRow,
)
from commerce.exchange.sources import Record, Source, read_csv, read_header

PLAIN = {
    *("kind", "sku", "parent", "name", "slug", "product_class", "category", "brand", "barcode"),
    *("summary", "description", "seo_title", "seo_description", "stock", "images", "image_texts"),
    *("published", "published_at", "featured", "position"),
    *("weight", "length", "width", "height", "shipping_class", "hs_code", "origin_country"),
    *("code", "type", "unit", "axis", "facet", "attribute", "swatch", "shipped", "stock_tracked"),
}
TRANSLATED = ("name", "slug", "summary", "description", "seo_title", "seo_description")
CAPTIONS = "image_texts"
PREFIXES = (
    *("price:", "compare_at:", "cost:", "attr:", f"{CAPTIONS}:"),
    *(f"{column}:" for column in TRANSLATED),
)


def read(source: Source) -> Iterator[Row | RowError]:
    """Yield the rows of the file; variants are gathered below the product before them."""
    header = read_header(source.file)
    yield from _unknown_columns(header)
    yield from _Reader(header).rows(read_csv(source.file))


def _unknown_columns(header: list[str]) -> Iterator[RowError]:
    for column in header:
        if column not in PLAIN and not column.startswith(PREFIXES):
            detail = gettext("The column is not known.")
            yield RowError(line=1, column=column, code="unknown_column", detail=detail)


def suffixes(header: list[str], prefix: str) -> list[str]:
    """What follows `prefix` in the names of the columns: locales, currencies or codes."""
    return [column.removeprefix(prefix) for column in header if column.startswith(prefix)]


def _image(file: str, number: int, said: Mapping[str, list[str]]) -> ImageRow:
    """`said` are the texts of all pictures of a product, by language; "" is the shop's own."""
    alts = {locale: texts[number] for locale, texts in said.items() if any(texts[number:][:1])}
    return ImageRow(file=file, alt=alts.pop("", None), alts=alts)


@dataclass
class _Family:
    """A product and the variants read so far."""

    product: ProductRow
    variants: list[VariantRow] = field(default_factory=list)
    is_broken: bool = False


def _finished(family: _Family | None) -> Iterator[ProductRow]:
    if family is not None and not family.is_broken:
        yield replace(family.product, variants=tuple(family.variants))


class _Reader:
    """Turns records into rows. Knows the attributes that were declared so far."""

    def __init__(self, header: list[str]) -> None:
        self._locales = sorted(
            {name for column in TRANSLATED for name in suffixes(header, f"{column}:")}
        )
        self._captions = [column for column in header if column.partition(":")[0] == CAPTIONS]
        self._currencies = suffixes(header, "price:")
        self._codes = suffixes(header, "attr:")
        self._kinds = {"brand": AttributeKind.OPTION}
        self._makers: dict[str, Callable[[Cells], Row]] = {
            "class": self._class,
            "attribute": self._attribute,
            "option": self._option,
            "category": self._category,
        }

    def rows(self, records: Iterator[Record]) -> Iterator[Row | RowError]:
        """Yield each product once its last variant was read; one with errors is left out."""
        family: _Family | None = None
        for record in records:
            cells = Cells(record, sku=record.cells.get("sku", ""))
            kind = cells.text("kind") or ("variant" if cells.text("parent") else "product")
            if kind == "variant":
                self._add_variant(cells, family)
            else:
                yield from _finished(family)
                family = _Family(self._product(cells)) if kind == "product" else None
                if kind != "product" and (row := self._definition(kind, cells)) is not None:
                    yield row
            if family is not None:
                family.is_broken |= bool(cells.errors)
            yield from cells.errors
        yield from _finished(family)

    def _definition(self, kind: str, cells: Cells) -> Row | None:
        maker = self._makers.get(kind)
        if maker is None:
            detail = gettext("“%(kind)s” is no kind of row.")
            cells.refuse("kind", "unknown_kind", detail, kind=kind)
            return None
        row = maker(cells)
        return None if cells.errors else row

    def _product(self, cells: Cells) -> ProductRow:
        cells.require(("sku", "name", "product_class"))
        self._refuse_surplus(cells)
        return ProductRow(
            line=cells.line,
            sku=cells.sku,
            name=cells.text("name"),
            slug=cells.text("slug"),
            product_class=cells.text("product_class"),
            categories=tuple(
                tuple(part.strip() for part in path.split(">")) for path in cells.texts("category")
            ),
            brand=cells.text("brand"),
            summary=cells.text("summary"),
            description=cells.text("description"),
            seo_title=cells.text("seo_title"),
            seo_description=cells.text("seo_description"),
            barcode=cells.text("barcode"),
            attributes=self._values(cells),
            prices=self._prices(cells),
            stock=cells.integer("stock"),
            images=self._images(cells),
            translations=self._translations(cells),
            is_published=cells.boolean("published") is not False,
            published_at=cells.moment("published_at"),
            is_featured=cells.boolean("featured"),
            position=cells.integer("position"),
            measures=self._measures(cells),
        )

    def _add_variant(self, cells: Cells, family: _Family | None) -> None:
        cells.require(("sku", "parent"))
        self._refuse_surplus(cells)
        if family is None or family.product.sku != cells.text("parent"):
            detail = gettext("A variant follows its product or one of the product's variants.")
            cells.refuse("parent", "parent_not_above", detail)
            return
        family.variants.append(
            VariantRow(
                line=cells.line,
                sku=cells.sku,
                name=cells.text("name"),
                barcode=cells.text("barcode"),
                attributes=self._values(cells),
                prices=self._prices(cells),
                stock=cells.integer("stock"),
                images=self._images(cells),
                measures=self._measures(cells),
            )
        )

    def _measures(self, cells: Cells) -> Measures:
        return Measures(
            **{name: cells.natural(name) for name in ("weight", "length", "width", "height")},
            shipping_class=cells.slug("shipping_class"),
            hs_code=cells.hs_code("hs_code"),
            origin_country=cells.country("origin_country"),
        )

    def _values(self, cells: Cells) -> tuple[AttributeValueRow, ...]:
        values = []
        for code in self._codes:
            column = f"attr:{code}"
            kind = self._kinds.get(code)
            if kind is None and cells.text(column):
                detail = gettext("The attribute is not declared above.")
                cells.refuse(column, "attribute_not_declared", detail)
            elif kind is not None and (value := cells.value(column, kind)) is not None:
                values.append(AttributeValueRow(code, value))
        return tuple(values)

    def _prices(self, cells: Cells) -> tuple[PriceRow, ...]:
        prices = []
        for currency in self._currencies:
            amount = cells.decimal(f"price:{currency}")
            compare_at = cells.decimal(f"compare_at:{currency}")
            cost = cells.decimal(f"cost:{currency}")
            if amount is not None:
                prices.append(PriceRow(currency, amount, compare_at, cost))
            elif compare_at is not None or cost is not None:
                cells.require((f"price:{currency}",))
        return tuple(prices)

    def _images(self, cells: Cells) -> tuple[ImageRow, ...]:
        files = cells.texts("images")
        said = {
            column.partition(":")[2]: [text.strip() for text in cells.text(column).split("|")]
            for column in self._captions
            if cells.text(column)
        }
        for locale, texts in said.items():
            if any(texts[len(files) :]):
                column = f"{CAPTIONS}:{locale}" if locale else CAPTIONS
                detail = gettext("There are more texts than pictures.")
                cells.refuse(column, "too_many_texts", detail)
        return tuple(_image(file, number, said) for number, file in enumerate(files))

    def _translations(self, cells: Cells) -> tuple[TranslationRow, ...]:
        return tuple(
            TranslationRow(
                locale=locale,
                **{column: cells.text(f"{column}:{locale}") for column in TRANSLATED},
            )
            for locale in self._locales
            if any(cells.text(f"{column}:{locale}") for column in TRANSLATED)
        )

    def _labels(self, cells: Cells) -> tuple[LabelRow, ...]:
        return tuple(
            LabelRow(locale, text)
            for locale in self._locales
            if (text := cells.text(f"name:{locale}"))
        )

    def _class(self, cells: Cells) -> ProductClassRow:
        cells.require(("name",))
        return ProductClassRow(
            line=cells.line,
            name=cells.text("name"),
            is_shipped=cells.boolean("shipped") is not False,
            is_stock_tracked=cells.boolean("stock_tracked") is not False,
            labels=self._labels(cells),
        )

    def _attribute(self, cells: Cells) -> AttributeRow:
        cells.require(("code", "name"))
        word = cells.text("type") or AttributeKind.TEXT
        if word not in AttributeKind.values:
            cells.refuse("type", "unknown_type", gettext("“%(word)s” is no type."), word=word)
            word = AttributeKind.TEXT
        row = AttributeRow(
            line=cells.line,
            code=cells.text("code"),
            name=cells.text("name"),
            kind=AttributeKind(word),
            unit=cells.text("unit"),
            is_axis=cells.boolean("axis") is True,
            is_facet=cells.boolean("facet") is True,
            labels=self._labels(cells),
        )
        self._kinds[row.code] = row.kind
        return row

    def _option(self, cells: Cells) -> OptionRow:
        cells.require(("attribute", "name"))
        return OptionRow(
            line=cells.line,
            attribute=cells.text("attribute"),
            label=cells.text("name"),
            code=cells.text("code"),
            swatch=cells.text("swatch"),
            labels=self._labels(cells),
        )

    def _category(self, cells: Cells) -> CategoryRow:
        cells.require(("category",))
        images = cells.texts("images")
        return CategoryRow(
            line=cells.line,
            path=tuple(part.strip() for part in cells.text("category").split(">")),
            description=cells.text("description"),
            seo_title=cells.text("seo_title"),
            seo_description=cells.text("seo_description"),
            image=images[0] if images else "",
            translations=self._translations(cells),
        )

    def _refuse_surplus(self, cells: Cells) -> None:
        if cells.text(""):
            cells.refuse("", "too_many_cells", gettext("The line has more cells than the header."))
