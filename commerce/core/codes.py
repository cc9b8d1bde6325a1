"""Codes made of what people wrote: safe in a query string, and still saying what was meant."""

from __future__ import annotations

import re

from django.utils.text import slugify

_DECIMAL_MARK = re.compile(r"(?<=\d)[.,](?=\d)")
_NEGATIVE = re.compile(r"\s*[-\u2212]\d")


def code_of(text: str, *, limit: int = 140) -> str:
    """Return a code for a value that has none, without commas; empty when nothing is left.

    Numbers in it keep their size: "2.2" and "2,2 kg" are 2.2 and 2.2-kg, "-5" stays below zero.
    """
    parts = (slugify(part, allow_unicode=True) for part in _DECIMAL_MARK.split(text))
    sign = "-" if _NEGATIVE.match(text) else ""
    return (sign + ".".join(parts))[:limit]
