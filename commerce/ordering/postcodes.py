"""Postcodes as their countries write them, from however people type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from commerce.core.texts import ascii_digits, clean_line
from commerce.oscar.order.models import ShippingAddress

# What people write before the number, by the old signs on cars or by ISO code; never part of it.
_PREFIXES: Final = {
    "AT": "A|AT",
    "AX": "AX",
    "BE": "B|BE",
    "BG": "BG",
    "CH": "CH",
    "CZ": "CZ",
    "DE": "D|DE",
    "DK": "DK",
    "EE": "EE|EST",
    "ES": "E|ES",
    "FI": "FI|FIN|SF",
    "FR": "F|FR",
    "GR": "GR|EL",
    "HR": "HR",
    "HU": "H|HU",
    "IS": "IS",
    "IT": "I|IT",
    "LI": "FL|LI",
    "LT": "LT",
    "LU": "L|LU",
    "LV": "LV",
    "MC": "MC",
    "NL": "NL",
    "NO": "N|NO",
    "PL": "PL",
    "PT": "P|PT",
    "RO": "RO",
    "SA": "SA|KSA",
    "SE": "S|SE",
    "SI": "SI|SLO",
    "SK": "SK",
    "SM": "SM",
    "TR": "TR",
    "US": "US|USA",
    "VA": "VA",
}
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_DIVIDERS: Final = re.compile(r"[\s.\-]+")


def _split(*sizes: int, by: str) -> Callable[[str], str]:
    """Divide the signs of a code into groups of those sizes; a code of another length stays."""

    def divide(code: str) -> str:
        ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
        if len(code) != ends[-1]:
            return code
        return by.join(code[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True))

    return divide


def _before_last_three(code: str) -> str:
    return f"{code[:-3]} {code[-3:]}" if len(code) > 4 else code


_SHAPES: Final[dict[str, Callable[[str], str]]] = {
    "BR": _split(5, 3, by="-"),
    "CA": _split(3, 3, by=" "),
    "CZ": _split(3, 2, by=" "),
    "GB": _before_last_three,
    "GG": _before_last_three,
    "GR": _split(3, 2, by=" "),
    "IE": _split(3, 4, by=" "),
    "IM": _before_last_three,
    "JE": _before_last_three,
    "JP": _split(3, 4, by="-"),
    "LV": lambda code: f"LV-{code}" if code else code,
    "MT": _split(3, 4, by=" "),
    "NL": _split(4, 2, by=" "),
    "PL": _split(2, 3, by="-"),
    "PT": _split(4, 3, by="-"),
    "SA": _split(5, 4, by="-"),
    "SE": _split(3, 2, by=" "),
    "SK": _split(3, 2, by=" "),
    "US": _split(5, 4, by="-"),
}


def normalise_postcode(country: str, text: str) -> str:
    """Return the code as the country writes it; what is none comes back as plain text.

    Any alphabet's digits, dashes and spaces are taken, small letters, and the sign of the country
    before the number.
    """
    plain = _DASHES.sub("-", ascii_digits(clean_line(text))).upper()
    if prefixes := _PREFIXES.get(country):
        plain = re.sub(rf"^(?:{prefixes})[\s.\-]*(?=\d)", "", plain)
    if country not in ShippingAddress.POSTCODES_REGEX and country not in _SHAPES:
        return " ".join(plain.split())
    code = _DIVIDERS.sub("", plain)
    shape = _SHAPES.get(country)
    return shape(code) if shape else code


def is_postcode(country: str, code: str) -> bool:
    """Whether a normalised code can be one of that country; anything can where no form is known."""
    pattern = ShippingAddress.POSTCODES_REGEX.get(country)
    return not pattern or re.match(pattern, code.replace(" ", "")) is not None
