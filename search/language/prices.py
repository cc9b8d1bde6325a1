"""Price limits in a text: "under 200", "between 20 and 50 €", "moins de 50", "أقل من 50"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from .units import UNIT_NAMES, read_decimal

_CURRENCY: Final = (
    r"(?:€|\$|£|¥|₹|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|chf\b|franken\b|francs?\b|aed\b|sar\b"
    r"|bucks\b|يورو|دولار|درهم|ريال|جنيه|د\.إ|ر\.س)"
)
_AMOUNT: Final = r"(?:\d{1,3}(?:[ ']\d{3})+|\d{1,7}(?:[.,]\d{3})*)(?:[.,]\d{1,2})?(?![\d.,']*\d)"
# What a number of a price is called; it says nothing of the product.
_CALLED: Final = (
    r"(?:(?:prices?|priced|costs?|costing|budget|preise?|kosten|kostet|prix|co[uû]te?|"
    r"(?:ال|ب)?سعر(?:ه|ها)?|ميزانية)\s*:?\s+)"
)
# What a number counts when it is no price.
_COUNTED: Final = (
    r"people|persons?|pieces?|pcs|packs?|years?|months?|hours?|days?|seats?|seaters?|watts?|degrees?"
    r"|personen|teilig|teile|stück|jahre[n]?|monate|stunden|tage|plätze|ans?|mois|heures|personnes"
    r"|pièces|places|k|hp|ps|dpi|rpm|cups?|tassen|tasses|شخص|اشخاص|أشخاص|سنوات|سنه|سنة|قطع|قطعة"
)


_UNGROUPED: Final = re.compile("[ ']")


class _Language(NamedTuple):
    """How a language says the ends of a span; `loose` needs a currency beside the number."""

    at_most: str
    at_least: str
    loose_at_most: str
    loose_at_least: str
    spans: tuple[tuple[str, str], ...]


_LANGUAGES: Final[Mapping[str, _Language]] = MappingProxyType(
    {
        "en": _Language(
            r"under|below|less than|cheaper than|up to|at most|(?:no|not) more than|<=?",
            r"over|above|more than|at least|starting at|>=?",
            r"within|max(?:imum)?|until|to",
            r"from|min(?:imum)?",
            (("between", "and|to|-"), ("from", "to|-|until")),
        ),
        "de": _Language(
            r"unter|bis(?: zu)?|höchstens|hoechstens|maximal|weniger als|(?:günstiger|billiger) als"
            r"|nicht mehr als|<=?",
            r"über|ueber|uber|ab|mindestens|mehr als|teurer als|>=?",
            r"max\.?|um",
            r"min\.?|von",
            (("zwischen", "und|bis|-"), ("von", "bis|-")),
        ),
        "fr": _Language(
            r"(?:à |a )?moins de|en dessous de|jusqu'[àa]|(?:pas|au) plus(?: de)?|sous|<=?",
            r"(?:à |a )?plus de|au[- ]dessus de|au moins|[àa] partir de|dès|>=?",
            r"max(?:imum)?",
            r"min(?:imum)?|de",
            (("entre", "et|-"), ("de", "[àa]|-")),
        ),
        "ar": _Language(
            r"[أا]قل من|[أا]رخص من|تحت|حت[ىي]|لا يتجاوز|بحد [أا]قص[ىي]|<=?",
            r"[أا]كثر من|[أا]غل[ىي] من|فوق|لا يقل عن|بحد [أا]دن[ىي]|>=?",
            r"[إا]ل[ىي]",
            r"من",
            (("بين", "و|-"), ("من", "[إا]ل[ىي]|-")),
        ),
    }
)


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
def _patterns(language: str) -> tuple[_Pattern, ...]:
    says = _LANGUAGES.get(language, _LANGUAGES["en"])
    units = "|".join(sorted(map(re.escape, UNIT_NAMES), key=len, reverse=True))
    no_unit = rf"(?!\s*-?\s*(?:{units}|{_COUNTED})(?!\w)|\s?[\"'%°]|\s*[x*/]\s*\d)"
    bare = rf"({_AMOUNT})(?![a-z])"
    free = rf"{_CURRENCY}?\s*{bare}(?:\s*{_CURRENCY}|{no_unit})"
    priced = rf"(?:{_CURRENCY}\s*{bare}|{bare}\s*{_CURRENCY})"
    both = ("minimum", "maximum")
    spans = "|".join(rf"{start}\s+{free}\s*(?:{middle})\s*{free}" for start, middle in says.spans)
    middles = "|".join(middle for _start, middle in says.spans)
    named = rf"{_CALLED}{free}\s*(?:{middles})\s*{free}"
    return (
        _Pattern(_whole(spans), both * len(says.spans)),
        _Pattern(_whole(named), both),
        _Pattern(_whole(rf"{_CURRENCY}\s*{bare}\s*-\s*{_CURRENCY}?\s*{bare}"), both),
        _Pattern(_whole(rf"{bare}\s*{_CURRENCY}?\s*-\s*{bare}\s*{_CURRENCY}"), both),
        _Pattern(_whole(rf"(?:{says.at_most})\s*{free}"), ("maximum",)),
        _Pattern(_whole(rf"(?:{says.at_least})\s*{free}"), ("minimum",)),
        _Pattern(_whole(rf"(?:{says.loose_at_most})\s*{priced}"), ("maximum", "maximum")),
        _Pattern(_whole(rf"(?:{says.loose_at_least})\s*{priced}"), ("minimum", "minimum")),
    )


def _whole(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_CALLED}?(?:{expression})")


def find_price(text: str, language: str) -> PriceLimits | None:
    """Return the first price limit in a normalised text, None when it tells none.

    A number with a unit, or of people or pieces, is no price: "under 60 cm", "over 4 people".
    """
    for expression, ends in _patterns(language):
        found = expression.search(text)
        if found is not None:
            return _limits(found, ends, language)
    return None


def _limits(found: re.Match[str], ends: tuple[str, ...], language: str) -> PriceLimits | None:
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
