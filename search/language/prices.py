"""Price limits in a text: "under 200", "between 20 and 50 €", "moins de 50", "أقل من 50"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from .rules import Language
from .units import get_units, read_decimal

_AMOUNT: Final = r"(?:\d{1,3}(?:[ ']\d{3})+|\d{1,7}(?:[.,]\d{3})*)(?:[.,]\d{1,2})?(?![\d.,']*\d)"
_NEVER: Final = r"(?!)"
_UNGROUPED: Final = re.compile("[ ']")


class PriceLimits(NamedTuple):
    """Both ends, None where one is open, and where in the text they are told."""

    minimum: Decimal | None
    maximum: Decimal | None
    start: int
    end: int


class _Pattern(NamedTuple):
    expression: re.Pattern[str]
    ends: tuple[str, ...]  # what each group is


@cache
def _patterns(language: Language) -> tuple[_Pattern, ...]:
    currency, called = _any_whole(language.currencies), rf"(?:{_any(language.price_words)}\s*:?\s+)"
    no_unit = (
        rf"(?!\s*-?\s*{_any_whole((*get_units(language), *language.counted))}"
        rf"|\s?[\"'%°]|\s*[x*/]\s*\d)"
    )
    bare = rf"({_AMOUNT})(?![a-z])"
    free = rf"{currency}?\s*{bare}(?:\s*{currency}|{no_unit})"
    priced = rf"(?:{currency}\s*{bare}|{bare}\s*{currency})"
    middles = [_any(("-", *middle)) for _start, *middle in language.spans]
    spans = [
        rf"{re.escape(start)}\s+{free}\s*{middle}\s*{free}"
        for (start, *_), middle in zip(language.spans, middles, strict=True)
    ]
    both = ("minimum", "maximum")
    found = (
        ("|".join(spans) or _NEVER, both * len(spans)),
        (rf"{called}{free}\s*(?:{'|'.join(middles) or '-'})\s*{free}", both),
        (rf"{currency}\s*{bare}\s*-\s*{currency}?\s*{bare}", both),
        (rf"{bare}\s*{currency}?\s*-\s*{bare}\s*{currency}", both),
        (rf"{_any(language.at_most)}\s*{free}", ("maximum",)),
        (rf"{_any(language.at_least)}\s*{free}", ("minimum",)),
        (rf"{_any(language.at_most_priced)}\s*{priced}", ("maximum", "maximum")),
        (rf"{_any(language.at_least_priced)}\s*{priced}", ("minimum", "minimum")),
    )
    return tuple(
        _Pattern(re.compile(rf"(?<!\w){called}?(?:{expression})"), ends)
        for expression, ends in found
    )


def _any(words: Iterable[str]) -> str:
    """Return the expression of one of the words, the longest of them; of none, what matches nothing."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or _NEVER})"


def _any_whole(words: Iterable[str]) -> str:
    """Return the expression of one of the words or signs, a word to its end."""
    return rf"(?:{_any(words)}(?:(?<!\w)|(?!\w)))"


def find_price(text: str, language: Language) -> PriceLimits | None:
    """Return the first price limit in a normalised text, None when it tells none.

    A number with a unit, or of people or pieces, is no price: "under 60 cm", "over 4 people".
    """
    for expression, ends in _patterns(language):
        found = expression.search(text)
        if found is not None:
            return _limits(found, ends, language)
    return None


def _limits(found: re.Match[str], ends: tuple[str, ...], language: Language) -> PriceLimits | None:
    told: dict[str, Decimal] = {}
    for end, amount in zip(ends, found.groups(), strict=True):
        if amount is not None:
            told[end] = read_decimal(_UNGROUPED.sub("", amount), language)
    minimum, maximum = told.get("minimum"), told.get("maximum")
    if maximum == 0:
        return None
    if minimum is not None and maximum is not None and minimum > maximum:
        minimum, maximum = maximum, minimum
    return PriceLimits(minimum, maximum, found.start(), found.end())
