"""Judging every row of a source before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from commerce.core.codes import code_of
from commerce.core.money import minor_units
from commerce.exchange.enums import AttributeKind
from commerce.exchange.rows import (
    AttributeRow,
    AttributeValueRow,
    CategoryRow,
    ImageRow,
    LabelRow,
    OptionRow,
    PriceRow,
    ProductClassRow,
    ProductRow,
    Row,
    RowError,
    TranslationRow,
    UnitRow,
    VariantRow,
)
from commerce.exchange.scratch import ScratchSet

from .categories import slug_path
from .pictures import PictureProblem, find_problem
from .vocabulary import BRAND, CODE_LENGTH, label_key, product_values

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

MAX_DEPTH = 4
MAX_AMOUNT = Decimal(10) ** 10
MAX_INTEGER = 2_147_483_647
MAX_VARIANTS = 60
LENGTHS = {"sku": 64, "name": 255, "slug": 255, "summary": 255, "seo_title": 255, "barcode": 64}
MAX_TEXT = 100_000
MAX_CAPTION = 200
_CODE = re.compile(r"[a-z_][a-z0-9_]{0,63}")
_SLUG = re.compile(r"[\w-]+")
_SWATCH = re.compile(r"#[0-9a-fA-F]{6}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_BREAK = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")

Finding = tuple[str, str, str]  # column, code, detail


@dataclass
class RowChecker:
    """Checks rows one after the other; remembers on disk what must not come twice."""

    channel: Channel
    images: Path | None
    _attributes: dict[str, AttributeRow] = field(default_factory=lambda: {BRAND.code: BRAND})
    _options: dict[tuple[str, str], str] = field(default_factory=dict)
    _option_codes: dict[tuple[str, str], str] = field(default_factory=dict)
    _category_names: dict[tuple[str, ...], str] = field(default_factory=dict)
    _skus: ScratchSet = field(default_factory=ScratchSet)
    _barcodes: ScratchSet = field(default_factory=ScratchSet)
    _good_pictures: ScratchSet = field(default_factory=ScratchSet)

    def check(self, row: Row) -> Iterator[RowError]:
        """Yield what is wrong with the row."""
        match row:
            case ProductRow():
                yield from self._product(row)
            case AttributeRow():
                yield from _errors(row.line, self._attribute(row))
                self._attributes.setdefault(row.code, row)
                self._attributes[row.code] = row
            case OptionRow():
                yield from _errors(row.line, self._option(row))
            case CategoryRow():
                yield from _errors(row.line, self._category(row))
                yield from self._pictures(
                    row.line, "", [ImageRow(file=row.image)] if row.image else []
                )
            case ProductClassRow():
                yield from _errors(row.line, self._class(row))

    def _product(self, row: ProductRow) -> Iterator[RowError]:
        yield from _errors(row.line, self._root(row), row.sku)
        yield from self._pictures(row.line, row.sku, row.images)
        for variant in row.variants:
            yield from _errors(variant.line, self._variant(variant), variant.sku)
            yield from self._pictures(variant.line, variant.sku, variant.images)
        yield from self._variants_together(row)

    def _root(self, row: ProductRow) -> Iterator[Finding]:
        yield from self._identity(row)
        yield from _text(row.name, "name", is_required=True)
        yield from _text(row.product_class, "product_class", is_required=True, limit=128)
        for column in ("summary", "seo_title"):
            yield from _text(getattr(row, column), column)
        for column in ("description", "seo_description"):
            yield from _prose(getattr(row, column), column)
        yield from _slug(row.slug, "slug")
        for path in row.categories:
            yield from self._path(path)
        for translation in row.translations:
            yield from self._translation(translation)
        yield from self._values(product_values(row))
        yield from self._sale(row)
        if row.position is not None and not 0 <= row.position <= MAX_INTEGER:
            yield "position", "out_of_range", gettext("The position is out of range.")

    def _variant(self, row: VariantRow) -> Iterator[Finding]:
        yield from self._identity(row)
        yield from _text(row.name, "name")
        yield from self._values(row.attributes)
        yield from self._sale(row)

    def _identity(self, row: UnitRow) -> Iterator[Finding]:
        yield from _text(row.sku, "sku", is_required=True)
        yield from _text(row.barcode, "barcode")
        seen = (("sku", row.sku, self._skus), ("barcode", row.barcode, self._barcodes))
        for column, value, known in seen:
            if value and (first := known.add(value, row.line)) is not None:
                detail = gettext("“%(value)s” is on line %(line)d already.")
                yield column, f"duplicate_{column}", detail % {"value": value, "line": first}

    def _sale(self, row: UnitRow) -> Iterator[Finding]:
        if isinstance(row, ProductRow) and row.variants:
            if row.prices or row.stock:
                detail = gettext("A product with variants has neither price nor stock of its own.")
                yield "price", "price_on_parent", detail
            return
        if not row.prices:
            yield "price", "price_missing", gettext("There is no price.")
        if row.stock is not None and not 0 <= row.stock <= MAX_INTEGER:
            yield "stock", "out_of_range", gettext("The stock is out of range.")
        currencies = [price.currency for price in row.prices]
        if len(set(currencies)) < len(currencies):
            yield "price", "duplicate_price", gettext("A currency has two prices.")
        for price in row.prices:
            yield from self._price(price)

    def _price(self, price: PriceRow) -> Iterator[Finding]:
        if price.currency not in self.channel.currencies:
            detail = gettext("The channel does not sell in %(currency)s.")
            yield (
                f"price:{price.currency}",
                "unknown_currency",
                detail % {"currency": price.currency},
            )
            return
        yield from _amount("price", price.amount, price.currency)
        yield from _amount("price", price.compare_at, price.currency)
        yield from _amount("cost", price.cost, price.currency)
        if price.compare_at is not None and price.compare_at <= price.amount:
            detail = gettext("The former price must be above the price.")
            yield f"compare_at:{price.currency}", "former_price_too_low", detail

    def _values(self, values: Iterable[AttributeValueRow]) -> Iterator[Finding]:
        seen: set[str] = set()
        for value in values:
            column = f"attr:{value.code}"
            declared = self._attributes.get(value.code)
            if declared is None:
                detail = gettext("The attribute is not declared above.")
                yield column, "attribute_not_declared", detail
            elif value.code in seen:
                yield column, "duplicate_value", gettext("The attribute has two values.")
            elif not _fits(value, declared.kind):
                detail = gettext("“%(value)s” is not of the attribute's type.")
                yield column, "wrong_type", detail % {"value": value.value}
            seen.add(value.code)

    def _variants_together(self, row: ProductRow) -> Iterator[RowError]:
        """Variants differ from each other, and in the same axes."""
        if len(row.variants) > MAX_VARIANTS:
            detail = gettext("A product has at most %(limit)d variants.") % {"limit": MAX_VARIANTS}
            yield RowError(line=row.line, sku=row.sku, code="too_many_variants", detail=detail)
        first: dict[tuple[tuple[str, str], ...], VariantRow] = {}
        expected: set[str] | None = None
        for variant in row.variants:
            choice = self._choice(variant)
            axes = {code for code, _value in choice}
            expected = axes if expected is None else expected
            if not axes or axes != expected:
                detail = gettext("All variants of a product need a value for the same axes.")
                yield _variant_error(variant, "axes_differ", detail)
            elif (twin := first.setdefault(choice, variant)) is not variant:
                detail = gettext("The variant has the same options as the one on line %(line)d.")
                yield _variant_error(variant, "duplicate_options", detail % {"line": twin.line})

    def _choice(self, variant: VariantRow) -> tuple[tuple[str, str], ...]:
        return tuple(
            sorted(
                (value.code, self._option_key(value.code, str(value.value)))
                for value in variant.attributes
                if (declared := self._attributes.get(value.code)) and declared.is_axis
            )
        )

    def _option_key(self, attribute: str, text: str) -> str:
        return self._options.get((attribute, text), label_key(text))

    def _translation(self, row: TranslationRow) -> Iterator[Finding]:
        yield from self._locale(row.locale)
        for column in ("name", "summary", "seo_title"):
            yield from _text(getattr(row, column), f"{column}:{row.locale}", limit=255)
        for column in ("description", "seo_description"):
            yield from _prose(getattr(row, column), f"{column}:{row.locale}")
        yield from _slug(row.slug, f"slug:{row.locale}")

    def _labels(self, labels: Iterable[LabelRow], *, limit: int) -> Iterator[Finding]:
        for label in labels:
            yield from self._locale(label.locale)
            yield from _text(label.text, f"name:{label.locale}", limit=limit)

    def _locale(self, locale: str, column: str = "name") -> Iterator[Finding]:
        if locale not in self.channel.locales:
            detail = gettext("The channel does not speak %(locale)s.")
            yield f"{column}:{locale}", "unknown_locale", detail % {"locale": locale}

    def _attribute(self, row: AttributeRow) -> Iterator[Finding]:
        if not _CODE.fullmatch(row.code) or iskeyword(row.code):
            detail = gettext("A code has small letters, digits and underscores: seat_height.")
            yield "code", "bad_code", detail
        known = self._attributes.get(row.code)
        if known is not None and known.kind != row.kind:
            yield "type", "type_differs", gettext("The attribute was declared with another type.")
        if row.is_axis and row.kind != AttributeKind.OPTION:
            yield "axis", "axis_needs_options", gettext("Variants differ in options only.")
        yield from _text(row.name, "name", is_required=True, limit=128)
        yield from _text(row.unit, "unit", limit=16)
        yield from self._labels(row.labels, limit=128)

    def _option(self, row: OptionRow) -> Iterator[Finding]:
        declared = self._attributes.get(row.attribute)
        if declared is None or declared.kind != AttributeKind.OPTION:
            detail = gettext("There is no attribute of type option with this code above.")
            yield "attribute", "attribute_not_declared", detail
        key = label_key(row.label)
        if row.code and row.code != code_of(row.code, limit=CODE_LENGTH):
            yield "code", "bad_code", gettext("The option has no usable code.")
        elif row.code and self._options.setdefault((row.attribute, row.code), key) != key:
            yield "code", "duplicate_option", gettext("The option was defined with another label.")
        if self._option_codes.setdefault((row.attribute, key), row.code) != row.code:
            yield "name", "duplicate_option", gettext("The option was defined with another code.")
        if row.swatch and not _SWATCH.fullmatch(row.swatch):
            yield "swatch", "bad_swatch", gettext("A colour looks like #6b7a4b.")
        yield from _text(row.label, "name", is_required=True, limit=255)
        yield from self._labels(row.labels, limit=255)

    def _category(self, row: CategoryRow) -> Iterator[Finding]:
        yield from self._path(row.path)
        yield from _prose(row.description, "description")
        yield from _text(row.seo_title, "seo_title")
        for translation in row.translations:
            yield from self._translation(translation)

    def _path(self, path: tuple[str, ...]) -> Iterator[Finding]:
        yield from _path(path)
        for depth in range(1, len(path) + 1):
            name = path[depth - 1]
            first = self._category_names.setdefault(slug_path(path[:depth]), name)
            if label_key(first) != label_key(name):
                detail = gettext("“%(name)s” would be the same category as “%(first)s”.")
                yield "category", "category_ambiguous", detail % {"name": name, "first": first}

    def _class(self, row: ProductClassRow) -> Iterator[Finding]:
        yield from _text(row.name, "name", is_required=True, limit=128)
        yield from self._labels(row.labels, limit=128)

    def _pictures(self, line: int, sku: str, images: Sequence[ImageRow]) -> Iterator[RowError]:
        for image in images:
            yield from _errors(line, self._captions(image), sku)
        for image in images if self.images else ():
            problem = self._picture(image.file, line)
            if problem is not None:
                yield RowError(
                    line=line,
                    column="images",
                    code=problem.code,
                    detail=problem.detail,
                    sku=sku,
                    file=image.file,
                )

    def _captions(self, image: ImageRow) -> Iterator[Finding]:
        yield from _text(image.alt or "", "image_texts", limit=MAX_CAPTION)
        for locale, text in image.alts.items():
            yield from self._locale(locale, "image_texts")
            yield from _text(text, f"image_texts:{locale}", limit=MAX_CAPTION)

    def _picture(self, file: str, line: int) -> PictureProblem | None:
        """A picture that many rows show is decoded once."""
        if self.images is None or file in self._good_pictures:
            return None
        problem = find_problem(self.images, file)
        if problem is None:
            self._good_pictures.add(file, line)
        return problem


def _errors(line: int, findings: Iterable[Finding], sku: str = "") -> Iterator[RowError]:
    for column, code, detail in findings:
        yield RowError(line=line, column=column, code=code, detail=detail, sku=sku)


def _variant_error(row: VariantRow, code: str, detail: str) -> RowError:
    return RowError(line=row.line, sku=row.sku, column="attr", code=code, detail=detail)


def _text(
    text: str, column: str, *, is_required: bool = False, limit: int | None = None
) -> Iterator[Finding]:
    limit = limit or LENGTHS[column]
    if is_required and not text.strip():
        yield column, "missing", gettext("A value is missing.")
    if len(text) > limit:
        detail = gettext("The text has more than %(limit)d characters.") % {"limit": limit}
        yield column, "too_long", detail
    if _LINE_BREAK.search(text):
        yield column, "control_character", gettext("The text must be on one line.")


def _prose(text: str, column: str) -> Iterator[Finding]:
    if len(text) > MAX_TEXT:
        detail = gettext("The text has more than %(limit)d characters.") % {"limit": MAX_TEXT}
        yield column, "too_long", detail
    if _CONTROL.search(text):
        yield column, "control_character", gettext("The text has control characters.")


def _slug(slug: str, column: str) -> Iterator[Finding]:
    yield from _text(slug, column, limit=255)
    if slug and not _SLUG.fullmatch(slug):
        yield column, "bad_slug", gettext("An address has letters, digits, - and _ only.")


def _path(path: tuple[str, ...]) -> Iterator[Finding]:
    if not path or not all(slug_path(path)):
        yield "category", "bad_category", gettext("A category on the way has no name.")
    if len(path) > MAX_DEPTH:
        detail = gettext("Categories are at most %(limit)d levels deep.") % {"limit": MAX_DEPTH}
        yield "category", "category_too_deep", detail
    for name in path:
        yield from _text(name, "category", limit=255)


def _amount(name: str, amount: Decimal | None, currency: str) -> Iterator[Finding]:
    if amount is None:
        return
    column = f"{name}:{currency}"
    if not amount.is_finite() or not 0 <= amount < MAX_AMOUNT:
        yield column, "out_of_range", gettext("The price is out of range.")
    elif _decimals(amount) > minor_units(currency):
        yield column, "too_precise", gettext("The price has too many decimal places.")


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fits(row: AttributeValueRow, kind: AttributeKind) -> bool:
    value = row.value
    match kind:
        case AttributeKind.BOOLEAN:
            return isinstance(value, bool)
        case AttributeKind.INTEGER:
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            return is_whole and abs(int(value)) <= MAX_INTEGER
        case AttributeKind.FLOAT:
            is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
            return is_number and abs(Decimal(value)) < MAX_AMOUNT
        case AttributeKind.OPTION:
            return isinstance(value, str) and 0 < len(value.strip()) <= 255
    return isinstance(value, str) and not _CONTROL.search(value) and len(value) <= MAX_TEXT
