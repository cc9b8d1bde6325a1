"""Reads the catalogue's files and works out the variants they describe."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from zlib import crc32

from .model import (
    Attribute,
    Category,
    Copy,
    Fact,
    Kind,
    Option,
    Picture,
    Price,
    Product,
    ProductClass,
    Texts,
    Variant,
)

LOCALES = ("en", "de", "fr", "ar")
CURRENCIES = ("EUR", "USD")
AXES = ("colour", "material", "size")
FILES = (
    "seating",
    "tables",
    "storage",
    "bedroom",
    "lighting",
    "textiles",
    "table_kitchen",
    "decor",
)
HERE = Path(__file__).parent

Entry = Mapping[str, Any]


def read(name: str) -> dict[str, Any]:
    """Return the content of one of the catalogue's files."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def texts(values: list[str]) -> Texts:
    """Return a text per locale from a list in the order of the locales."""
    return dict(zip(LOCALES, values, strict=True))


def classes(entries: Entry) -> Iterator[ProductClass]:
    """Return the product classes."""
    for code, names in entries.items():
        yield ProductClass(code, texts(names))


def attributes(entries: Entry) -> Iterator[Attribute]:
    """Return the attributes."""
    for code, entry in entries.items():
        values = {**entry, "kind": Kind(entry["kind"]), "names": texts(entry["names"])}
        yield Attribute(code=code, **values)


def options(entries: Entry, swatches: Mapping[str, str]) -> Iterator[Option]:
    """Return the choices of option attributes; colours and materials carry a swatch."""
    for attribute, choices in entries.items():
        for code, labels in choices.items():
            swatch = swatches.get(code, "") if attribute in ("colour", "material") else ""
            yield Option(attribute, code, texts(labels), swatch)


def categories(entries: Entry) -> Iterator[Category]:
    """Return each top category followed by its children."""
    for code, entry in entries.items():
        yield Category(code, "", texts(entry["names"]), texts(entry["texts"]))
        for child, names in entry["children"].items():
            yield Category(child, code, texts(names), {})


def products() -> Iterator[Product]:
    """Return all products in the order of the files."""
    for name in FILES:
        for entry in read(f"products/{name}")["product"]:
            yield _product(entry)


def _product(entry: Entry) -> Product:
    return Product(
        sku=entry["sku"],
        slug=entry["slug"],
        product_class=entry["class"],
        category=entry["category"],
        brand=entry["brand"],
        copy={locale: Copy(*entry[locale]) for locale in LOCALES},
        facts=entry["facts"],
        variants=tuple(_variants(entry)),
        setting=f"{entry['slug']}--at-home.webp",
    )


def _variants(entry: Entry) -> Iterator[Variant]:
    axes = [axis for axis in AXES if axis in entry]
    for combination in itertools.product(*(entry[axis] for axis in axes)):
        chosen = dict(zip(axes, combination, strict=True))
        size = chosen.get("size", {})
        codes = {axis: value["code"] if axis == "size" else value for axis, value in chosen.items()}
        yield _variant(entry, codes, size)


def _variant(entry: Entry, codes: Mapping[str, str], size: Entry) -> Variant:
    sku = "-".join([entry["sku"], *(code.upper() for code in codes.values())])
    file = "--".join([entry["slug"], *codes.values()]) + ".webp"
    plain = {axis: code for axis, code in codes.items() if axis != "size"}
    drawn = {**entry["draw"], **size.get("draw", {})}
    values = _resolved(drawn, plain)
    family = str(values.pop("family"))
    tint = "@colour" if "colour" in plain else "@material"
    tinted = tuple(name for name, value in drawn.items() if str(value).startswith(tint))
    return Variant(
        sku=sku,
        options=codes,
        facts=size.get("facts", {}),
        prices=_prices(entry, codes, size),
        stock=stock_of(sku),
        picture=Picture(file, family, values, tinted),
    )


def _resolved(values: Entry, codes: Mapping[str, str]) -> dict[str, Fact]:
    """Put the chosen colour or material where the drawing names it as `@colour`."""

    def resolve(value: Fact) -> Fact:
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        axis, slash, surface = value[1:].partition("/")
        return codes[axis] + slash + surface

    return {name: resolve(value) for name, value in values.items()}


def _prices(entry: Entry, codes: Mapping[str, str], size: Entry) -> dict[str, Price]:
    prices = {}
    for index, currency in enumerate(CURRENCIES):
        key = currency.lower()
        extra = entry.get("plus", {}).get(codes.get("material", ""), ("0", "0"))[index]
        amount = Decimal(size[key] if key in size else entry[key]) + Decimal(extra)
        was = Decimal(entry["was"][index]) if "was" in entry else None
        prices[currency] = Price(amount, was)
    return prices


def stock_of(sku: str) -> int:
    """Return how many are on the shelf: usually plenty, sometimes few, now and then none."""
    lot = crc32(sku.encode()) % 100
    if lot < 6:
        return 0
    return 1 + lot % 3 if lot < 18 else 6 + lot % 44
