"""The catalogue of AWS's Retail Demo Store: a YAML list of products, all without variants."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml
from django.utils.translation import gettext

from commerce.exchange.enums import AttributeKind
from commerce.exchange.rows import (
    AttributeRow,
    AttributeValueRow,
    ImageRow,
    PriceRow,
    ProductRow,
    Row,
    RowError,
)
from commerce.exchange.sources import Source, open_text

ATTRIBUTES = (
    AttributeRow(code="style", name="Style", kind=AttributeKind.OPTION, is_facet=True),
    AttributeRow(code="made_for", name="Made for", kind=AttributeKind.OPTION, is_facet=True),
    AttributeRow(code="promoted", name="Promoted", kind=AttributeKind.BOOLEAN),
)
AFFINITIES = {"F": "Women", "M": "Men"}
KNOWN = {
    *("id", "current_stock", "name", "category", "style", "description", "price", "image"),
    *("where_visible", "gender_affinity", "promoted", "featured", "aliases", "link"),
    "image_license",
}


class _Loader(yaml.CSafeLoader):
    """Reads numbers with a decimal point exactly, as money must be; refuses a field given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _value in node.value]
        if twice := {str(name) for name in names if names.count(name) > 1}:
            raise yaml.constructor.ConstructorError(
                problem=gettext("fields are there twice: %(names)s")
                % {"names": ", ".join(sorted(twice))},
                problem_mark=node.start_mark,
            )
        return super().construct_mapping(node, deep)


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)


def read(source: Source) -> Iterator[Row | RowError]:
    """Yield the rows of the file, one product of it in memory at a time."""
    yield from ATTRIBUTES
    for line, text in _items(source):
        yield _product(line, text, source)


def _items(source: Source) -> Iterator[tuple[int, str]]:
    """Cut the top-level list into its entries: each begins with a dash in the first column."""
    entry: list[str] = []
    begin = 1
    with open_text(source.file) as file:
        for number, line in enumerate(file, start=1):
            if line.startswith("- ") and entry:
                yield begin, "".join(entry)
                entry, begin = [], number
            entry.append(line)
    if entry:
        yield begin, "".join(entry)


def _product(line: int, text: str, source: Source) -> ProductRow | RowError:
    try:
        (item,) = yaml.load(text, _Loader)  # noqa: S506 a subclass of the safe loader
        return _row(line, item, source)
    except yaml.YAMLError as error:
        return RowError(line=line, code="broken_entry", detail=str(error))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        detail = gettext("The entry is not a product: %(reason)s") % {"reason": repr(error)}
        return RowError(line=line, code="broken_entry", detail=detail)


def _row(line: int, item: Any, source: Source) -> ProductRow:
    if not isinstance(item, dict):
        raise TypeError(item)
    if unknown := item.keys() - KNOWN:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    category = _title(item["category"])
    return ProductRow(
        line=line,
        sku=str(item["id"]),
        name=str(item["name"]).strip(),
        product_class=category,
        categories=((category, _title(item["style"])),),
        description=str(item["description"]).strip(),
        attributes=tuple(_values(item)),
        prices=(PriceRow(source.currency, Decimal(item["price"])),),
        stock=int(item["current_stock"]),
        images=(ImageRow(file=str(item["image"])),) if source.images else (),
        is_featured=bool(item.get("featured", False)),
    )


def _values(item: dict[str, Any]) -> Iterator[AttributeValueRow]:
    yield AttributeValueRow("style", _title(item["style"]))
    if affinity := AFFINITIES.get(item.get("gender_affinity") or ""):
        yield AttributeValueRow("made_for", affinity)
    if "promoted" in item:
        yield AttributeValueRow("promoted", bool(item["promoted"]))


def _title(word: object) -> str:
    return str(word).strip().capitalize()
