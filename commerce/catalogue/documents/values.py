"""Attribute values as codes and labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils import formats, translation
from django.utils.translation import pgettext

from commerce.core.codes import code_of

from .texts import Text, plain_text


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an attribute: the code it is filtered by and its label in each language."""

    code: str
    label: Text
    swatch: str | None = None
    position: int = 0


class ValueRow(NamedTuple):
    """A stored attribute value; one of the `value` columns is filled."""

    product_id: int
    attribute_id: int
    option_id: int | None
    text: str | None
    integer: int | None
    boolean: bool | None
    float: float | None
    richtext: str | None
    date: date | None
    datetime: datetime | None


def plain_value(row: ValueRow, locales: frozenset[str]) -> Value | None:
    """Return the value of a row without an option; None when there is nothing to show."""
    if row.boolean is not None:
        return _truth(row.boolean, locales)
    if (moment := row.datetime or row.date) is not None:
        return _moment(moment, locales)
    if (number := _number(row)) is not None:
        return Value(number, Text(number))
    text = row.text.strip() if row.text else plain_text(row.richtext or "")
    return Value(code_of(text) or text[:140], Text(text)) if text else None


def _number(row: ValueRow) -> str | None:
    if row.integer is not None:
        return str(row.integer)
    if row.float is None:
        return None
    digits = f"{row.float:.6f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _truth(value: bool, locales: frozenset[str]) -> Value:
    labels = {}
    for locale in locales:
        with translation.override(locale):
            labels[locale] = (
                pgettext("Product attribute value", "Yes")
                if value
                else pgettext("Product attribute value", "No")
            )
    return Value("true" if value else "false", Text("Yes" if value else "No", labels))


def _moment(value: date, locales: frozenset[str]) -> Value:
    labels = {}
    for locale in locales:
        with translation.override(locale):
            labels[locale] = formats.date_format(value, "DATE_FORMAT")
    return Value(value.isoformat(), Text(value.isoformat(), labels))
