"""Reading what a shopper asks for from the query string. Nothing is guessed at."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.documents.rows import SCORES
from commerce.catalogue.documents.schema import CARD_FIELDS
from commerce.catalogue.errors import (
    InvalidParameterError,
    InvertedPriceRangeError,
    UnknownAttributeError,
)
from commerce.catalogue.registry import ATTRIBUTE_PREFIX
from commerce.catalogue.selectors.matching import ProductQuestion, Sort

QUESTION_PARAMETERS: Final = ("category", "price_min", "price_max", "available", "on_sale")
MAX_VALUES = 50
MAX_ATTRIBUTES = 8

_AMOUNT = re.compile(r"\d{1,10}(\.\d{1,4})?", re.ASCII)
_ATTRIBUTE_CODE = re.compile(r"[a-zA-Z_][0-9a-zA-Z_]{0,127}", re.ASCII)


def question_of(parameters: QueryDict, *, currency: str) -> ProductQuestion:
    """Return the question in the query string. Raises InvalidParameterError and its like."""
    question = ProductQuestion(
        currency=currency,
        category=_text(parameters, "category"),
        price_min=_amount(parameters, "price_min"),
        price_max=_amount(parameters, "price_max"),
        is_available=_flag(parameters, "available"),
        is_on_sale=_flag(parameters, "on_sale"),
        attributes=_attributes(parameters),
    )
    low, high = question.price_min, question.price_max
    if low is not None and high is not None and low > high:
        raise InvertedPriceRangeError(price_min=str(low), price_max=str(high))
    return question


def sort_of(parameters: QueryDict) -> Sort:
    """Return the order asked for; featured products first when none is."""
    value = parameters.get("sort", Sort.FEATURED.value)
    if value not in set(Sort):
        raise _invalid("sort", _("Choose one of: %(choices)s.") % {"choices": ", ".join(Sort)})
    return Sort(value)


def rating_of(parameters: QueryDict) -> int | None:
    """Return the number of stars asked for; None when any will do."""
    if "rating" not in parameters:
        return None
    return int(_one_of(parameters, "rating", [str(score) for score in SCORES], default=""))


def fields_of(parameters: QueryDict) -> tuple[str, ...] | None:
    """Return the members asked for in the order of the card; None when all are."""
    text = parameters.get("fields")
    if text is None:
        return None
    asked = set(text.split(","))
    if not asked <= set(CARD_FIELDS):
        raise _invalid(
            "fields", _("Choose some of: %(choices)s.") % {"choices": ", ".join(CARD_FIELDS)}
        )
    return tuple(name for name in CARD_FIELDS if name in asked)


def _attributes(parameters: QueryDict) -> dict[str, tuple[str, ...]]:
    names = [name for name in parameters if name.startswith(ATTRIBUTE_PREFIX)]
    if len(names) > MAX_ATTRIBUTES:
        raise _invalid(
            names[-1], _("Filter by %(maximum)d attributes at most.") % {"maximum": MAX_ATTRIBUTES}
        )
    return {
        name.removeprefix(ATTRIBUTE_PREFIX): _choices(name, parameters.get(name, ""))
        for name in sorted(names)
    }


def _choices(name: str, text: str) -> tuple[str, ...]:
    if not _ATTRIBUTE_CODE.fullmatch(name.removeprefix(ATTRIBUTE_PREFIX)):
        raise UnknownAttributeError(parameter=name)
    values = sorted(set(text.split(",")))
    if not all(values) or len(values) > MAX_VALUES:
        raise _invalid(name, _("Give one or more values with commas between them."))
    return tuple(values)


def _text(parameters: QueryDict, name: str) -> str | None:
    text = parameters.get(name)
    if text == "":
        raise _invalid(name, _("It is empty."))
    return text


def _amount(parameters: QueryDict, name: str) -> Decimal | None:
    text = parameters.get(name)
    if text is None:
        return None
    if not _AMOUNT.fullmatch(text):
        raise _invalid(name, _("Give an amount such as 12.50."))
    return Decimal(text)


def _flag(parameters: QueryDict, name: str) -> bool:
    return _one_of(parameters, name, ("true", "false"), default="false") == "true"


def _one_of(parameters: QueryDict, name: str, choices: Collection[str], *, default: str) -> str:
    value = parameters.get(name, default)
    if value not in choices:
        raise _invalid(name, _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
    return value


def _invalid(parameter: str, hint: object) -> InvalidParameterError:
    return InvalidParameterError(parameter=parameter, hint=str(hint))
