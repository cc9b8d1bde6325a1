"""Reading what a shopper asks for from the query string. Nothing is guessed at."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from commerce.catalogue.errors import InvalidParameterError, InvertedPriceRangeError
from commerce.catalogue.registry import (
    ATTRIBUTE_PREFIX,
    MAX_ATTRIBUTES,
    MAX_VALUES,
    kind_of_parameter,
    list_parameters,
)
from commerce.core.api.pagination import Page
from search.errors import PageTooDeepError, QueryTooLongError
from search.query.question import MAX_WINDOW, Sort
from search.query.request import SearchRequest

LITERAL: Final = "literal"
MAX_TEXT: Final = 200
MAX_PREFIX: Final = 100
MAX_VIEWED: Final = 20

_PUBLIC_ID = re.compile(r"[a-z]{2,8}_[0-9A-Z]{26}", re.ASCII)


def request_of(parameters: QueryDict) -> SearchRequest:
    """Return the search in the query string.

    Raises QueryTooLongError, InvertedPriceRangeError, UnknownAttributeError and
    InvalidParameterError.
    """
    request = SearchRequest(
        text=text_of(parameters, maximum=MAX_TEXT),
        chosen=_chosen(parameters),
        literal=frozenset(_ordered_values(parameters, LITERAL, maximum=MAX_VALUES)),
        sort=_sort(parameters),
    )
    low, high = request.price_min, request.price_max
    if low is not None and high is not None and low > high:
        raise InvertedPriceRangeError(price_min=str(low), price_max=str(high))
    return request


def text_of(parameters: QueryDict, *, maximum: int) -> str:
    """Return the text with single spaces. Raises QueryTooLongError."""
    text = parameters.get("q", "").strip()
    if len(text) > maximum:
        raise QueryTooLongError(maximum=maximum)
    return " ".join(text.split())


def prefix_of(parameters: QueryDict, *, maximum: int) -> str:
    """Return a text that is being typed: a space at its end says that the last word is whole.

    Raises QueryTooLongError.
    """
    text = text_of(parameters, maximum=maximum)
    return f"{text} " if text and parameters.get("q", "")[-1:].isspace() else text


def page_of(request: Request) -> Page:
    """Return the page asked for. Raises InvalidPageError and PageTooDeepError."""
    page = Page.of(request)
    if page.number * page.size > MAX_WINDOW:
        raise PageTooDeepError(maximum=MAX_WINDOW, parameter="cursor")
    return page


def flag_of(parameters: QueryDict, name: str, *, default: bool = False) -> bool:
    """Return a parameter that is true or false. Raises InvalidParameterError."""
    standard = "true" if default else "false"
    return _one_of(parameters, name, ("true", "false"), default=standard) == "true"


def viewed_of(parameters: QueryDict) -> tuple[str, ...]:
    """Return the ids of the products that a shopper looked at lately, the latest first."""
    ids = _ordered_values(parameters, "viewed", maximum=MAX_VIEWED)
    if not all(_PUBLIC_ID.fullmatch(public_id) for public_id in ids):
        raise _invalid("viewed", _("Give ids of products with commas between them."))
    return ids


def filter_parameters() -> tuple[str, ...]:
    """Return the names of everything that narrows a search down; "attr." begins further ones."""
    return (*list_parameters(), LITERAL)


def is_filter(name: str) -> bool:
    """Whether a parameter narrows a search down."""
    return name == LITERAL or kind_of_parameter(name) is not None


def _sort(parameters: QueryDict) -> Sort:
    choices = [sort.value for sort in Sort]
    return Sort(_one_of(parameters, "sort", choices, default=Sort.RELEVANCE.value))


def _chosen(parameters: QueryDict) -> dict[str, tuple[str, ...]]:
    names = [name for name in parameters if name.startswith(ATTRIBUTE_PREFIX)]
    if len(names) > MAX_ATTRIBUTES:
        hint = _("Filter by %(maximum)d attributes at most.") % {"maximum": MAX_ATTRIBUTES}
        raise _invalid(names[-1], hint)
    kinds = {name: kind_of_parameter(name) for name in sorted(parameters)}
    parsed = {
        name: kind.parse(name, parameters.get(name, ""))
        for name, kind in kinds.items()
        if kind is not None
    }
    return {name: values for name, values in parsed.items() if values}


def _ordered_values(parameters: QueryDict, name: str, *, maximum: int) -> tuple[str, ...]:
    text = parameters.get(name)
    if text is None:
        return ()
    values = tuple(dict.fromkeys(text.split(",")))
    if not all(values) or len(values) > maximum:
        hint = _("Give 1 to %(maximum)d values with commas between them.") % {"maximum": maximum}
        raise _invalid(name, hint)
    return values


def _one_of(parameters: QueryDict, name: str, choices: Collection[str], *, default: str) -> str:
    value = parameters.get(name)
    if value is None:
        return default
    if value not in choices:
        raise _invalid(name, _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
    return value


def _invalid(parameter: str, hint: object) -> InvalidParameterError:
    return InvalidParameterError(parameter=parameter, hint=str(hint))
