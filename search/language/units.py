"""Numbers and their units, in one spelling: "60 cm", "60cm" and "60 Zentimeter" are `60cm`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from .rules import Language

# Grams in a kilogram and so on: (unit, smaller unit, how many).
_RATIOS: Final = (
    ("cm", "mm", 10),
    ("m", "cm", 100),
    ("ft", "in", 12),
    ("cl", "ml", 10),
    ("l", "ml", 1000),
    ("l", "cl", 100),
    ("kg", "g", 1000),
    ("g", "mg", 1000),
    ("lb", "oz", 16),
    ("gal", "qt", 4),
    ("kw", "w", 1000),
    ("ghz", "mhz", 1000),
    ("tb", "gb", 1000),
)

_CENTIMETRES: Final = Decimal("2.54")  # in an inch
_ROUNDED: Final = Decimal("0.01")

_NUMBER: Final = (
    r"(?:\d{1,9}(?:[.,]\d{1,9})*(?:[ -]\d{1,2}/\d{1,2})?(?!/?\d)|\d{1,2}/\d{1,2}(?![\d/]))"
)
# A bare "in" is a unit right behind its number, or where nothing is said to be in: "2 in 1" has none.
_INCHES: Final = r"""in(?!\w)|[ -]in(?=\s*(?:$|[.,;:)x]))|''|"|'(?=x|\W|$)"""
_SYMBOLS: Final = {"''": "in", '"': "in", "'": "ft"}

_DIGIT: Final = re.compile(r"\d")


class _Patterns(NamedTuple):
    measure: re.Pattern[str]
    sizes: re.Pattern[str]
    times: re.Pattern[str]


@cache
def get_units(language: Language) -> dict[str, str]:
    """Return the units by all their names in a language."""
    return language.table("units.txt")


@cache
def _patterns(language: Language) -> _Patterns:
    names = "|".join(sorted(get_units(language), key=len, reverse=True)).replace(".", r"\.?[ ]?")
    unit = rf"(?:[ -]?(?:{names})(?!\w)|{_INCHES})"
    measure = rf"({_NUMBER})({unit})?"
    by = "|".join(("x", r"\*", *(rf"\b{word}\b" for word in language.times)))
    times = rf"\s*(?:{by})\s*"
    sizes = rf"(?:{_NUMBER}{unit}?)(?:{times}{_NUMBER}{unit}?){{1,3}}(?!\w)"
    start = r"(?<![\w.,/])"
    return _Patterns(re.compile(start + measure), re.compile(start + sizes), re.compile(times))


# A text in quotation marks; its second mark is no sign of inches.
_QUOTED: Final = re.compile(r'(?:^|(?<=\s))"([^"]+)"(?=\W|$)')


def join_measures(text: str, language: Language) -> str:
    """Return the normalised text with every number in one form and its unit glued to it.

    `3 1/2 inch` becomes `3.5in` and `2,5 l` in German `2.5l`; `30 x 40 cm` becomes `30cm 40cm`, but
    `5 x 7`, which says no unit, `5x7`.
    """
    if not _DIGIT.search(text):
        return text
    patterns, text = _patterns(language), _QUOTED.sub(r"\1", text)
    text = patterns.sizes.sub(lambda found: _sizes(found[0], patterns, language), text)
    return patterns.measure.sub(lambda found: _measure(found, language), text)


def _sizes(text: str, patterns: _Patterns, language: Language) -> str:
    spread = patterns.times.sub("  ", text)
    found = list(patterns.measure.finditer(spread))
    if not found[-1][2]:
        return "x".join(_number(each[1], language) for each in found)
    last = _unit(found[-1][2], language)
    sizes = (_number(each[1], language) + (_unit(each[2], language) or last) for each in found)
    return f" {' '.join(sizes)} "


def _measure(found: re.Match[str], language: Language) -> str:
    number = _number(found[1], language)
    return f"{number}{_unit(found[2], language)} " if found[2] else number


def _unit(written: str | None, language: Language) -> str:
    if not written:
        return ""
    if written in _SYMBOLS:
        return _SYMBOLS[written]
    name = written.lstrip(" -")
    return get_units(language).get(name) or ("floz" if name.startswith("fl") else "in")


def _number(written: str, language: Language) -> str:
    """Return a decimal number with a point and nothing superfluous; what is no number, unchanged."""
    whole, _, fraction = written.replace("-", " ").rpartition(" ")
    if "/" not in fraction:
        return _decimal(written, language)
    numerator, _, denominator = fraction.partition("/")
    if int(denominator) == 0 or (not whole and int(numerator) >= int(denominator)):
        return written
    value = Decimal(numerator) / Decimal(denominator)
    return _shortest(value + Decimal(_decimal(whole, language) or 0))


def _decimal(written: str, language: Language) -> str:
    point, separator = (",", ".") if language.decimal_comma else (".", ",")
    whole, _, digits = written.partition(point)
    groups = whole.split(separator)
    if len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):
        # Written as in another language, or a list.
        return (
            written.replace(",", ".") if written.count(",") + written.count(".") == 1 else written
        )
    if digits and not digits.isdigit():
        return written  # a version or an address
    return _shortest(Decimal(f"{''.join(groups)}.{digits or 0}"))


def read_decimal(written: str, language: Language) -> Decimal:
    """Return the value of a number as that language writes it, "1.000" being 1000 in German."""
    return Decimal(_decimal(written, language))


def _shortest(value: Decimal) -> str:
    text = format(round(value, 3), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_SIZE_TOKEN: Final = re.compile(r"^\d{1,5}(?:\.\d+)?(?:x\d{1,5}(?:\.\d+)?){1,2}$")
# The units that sizes without one are meant in, the likeliest first.
_SIZE_UNITS: Final = ("cm", "mm", "in")


def measures_of_size(token: str) -> list[tuple[str, ...]]:
    """Return what a size without a unit may say: `60x120` is `60cm 120cm`, and so on."""
    if _SIZE_TOKEN.match(token) is None:
        return []
    return [tuple(number + unit for number in token.split("x")) for unit in _SIZE_UNITS]


_MEASURE_TOKEN: Final = re.compile(r"^(\d+(?:\.\d+)?)([a-z]+2?)$")


def other_units(token: str) -> list[str]:
    """Return the same measure in units that shops use for it: `1l` is `1000ml` and `100cl`."""
    found = _MEASURE_TOKEN.match(token)
    if found is None or len(found[1]) > 9:
        return []
    amount = Decimal(found[1])
    converted = [
        *(_shortest(amount * many) + small for big, small, many in _RATIOS if big == found[2]),
        *(_shortest(amount / many) + big for big, small, many in _RATIOS if small == found[2]),
    ]
    converted += _of_the_other_system(amount, found[2])
    return [each for each in converted if not each.startswith(("0.00", "0" + found[2]))]


def _of_the_other_system(amount: Decimal, unit: str) -> list[str]:
    """Return inches in centimetres, exactly and as shops round them, and the other way round."""
    if unit == "in":
        exact = amount * _CENTIMETRES
        return [f"{_shortest(exact)}cm", f"{round(exact)}cm"]
    whole = round(amount / _CENTIMETRES)
    is_near = abs(whole * _CENTIMETRES - amount) <= _ROUNDED * amount
    return [f"{whole}in"] if unit == "cm" and whole and is_near else []
