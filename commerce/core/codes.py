"""Codes made of what people wrote: safe in a query string, and still saying what was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

from django.utils.text import slugify

_DECIMAL_MARK = re.compile(r"(?<=\d)[.,](?=\d)")
_NEGATIVE = re.compile(r"\s*[-\u2212]\d")
_LOWER_GRADE = re.compile(r"(?<=\w)[-\u2212]\s*$")
_FRACTION = re.compile(r"[\u00bc-\u00be\u2150-\u215e]")
# Characters that tell one value from another and that an address cannot carry.
_SPOKEN = str.maketrans(
    {
        "+": "-plus-",
        "#": "-sharp-",
        "%": "-percent-",
        "/": "-",
        "\u2044": "-over-",
        "<": "-below-",
        ">": "-above-",
        "\u2264": "-up-to-",
        "\u2265": "-from-",
        "\u00d7": "x",
        "\u00b1": "-plus-minus-",
    }
)


def code_of(text: str, *, limit: int = 140) -> str:
    """Return a code for a value that has none, without commas; empty when nothing is left.

    Numbers in it keep their size: "2.2" and "2,2 kg" are 2.2 and 2.2-kg, "-5" stays below zero.
    Signs that make another value are spoken: "A+" is a-plus, "3/4" is 3-4, "¾" is 3-over-4.
    """
    spoken = _FRACTION.sub(_as_digits, _LOWER_GRADE.sub("-minus", text)).translate(_SPOKEN)
    parts = (slugify(part, allow_unicode=True) for part in _DECIMAL_MARK.split(spoken))
    sign = "-" if _NEGATIVE.match(text) else ""
    return (sign + ".".join(parts))[:limit]


def distinct_code(text: str, *, taken: Container[str], limit: int = 140) -> str:
    """Return a code for the text that is not taken: a number is added when another text has it."""
    code = code_of(text, limit=limit - 6) or "value"
    if code not in taken:
        return code
    return next(each for n in count(2) if (each := f"{code}-{n}") not in taken)


def _as_digits(match: re.Match[str]) -> str:
    return f" {unicodedata.normalize('NFKC', match[0])}"
