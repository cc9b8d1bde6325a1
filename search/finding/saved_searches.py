"""What a saved search asks for, kept as text and asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from search.engines.choice import get_engine
from search.enums import Relaxation
from search.finding.merchandising import find_merchandising
from search.finding.place import SearchPlace
from search.finding.products.attempts import Reading
from search.query.filters import ATTRIBUTE_PREFIX
from search.query.question import Question, Sort
from search.query.request import SearchRequest

if TYPE_CHECKING:
    from search.models import SavedSearch

YES: Final = "true"


def write_filters(request: SearchRequest) -> dict[str, str]:
    """Return the filters of a search by the names of the storefront's parameters."""
    written = {
        "category": ",".join(request.categories),
        "price_min": _plain(request.price_min),
        "price_max": _plain(request.price_max),
        "available": YES if request.is_available else None,
        "on_sale": YES if request.is_on_sale else None,
        "rating": None if request.rating is None else str(request.rating),
        "seller": ",".join(request.sellers),
        "literal": ",".join(sorted(request.literal)),
    }
    for code, values in request.attributes.items():
        written[f"{ATTRIBUTE_PREFIX}{code}"] = ",".join(values)
    return {name: text for name, text in written.items() if text}


def read_request(text: str, filters: Mapping[str, str]) -> SearchRequest:
    """Return the search that `write_filters` was given."""
    rating = filters.get("rating")
    return SearchRequest(
        text=text,
        categories=_values(filters.get("category")),
        price_min=_amount(filters.get("price_min")),
        price_max=_amount(filters.get("price_max")),
        is_available=filters.get("available") == YES,
        is_on_sale=filters.get("on_sale") == YES,
        rating=None if rating is None else int(rating),
        sellers=_values(filters.get("seller")),
        literal=frozenset(_values(filters.get("literal"))),
        attributes={
            name.removeprefix(ATTRIBUTE_PREFIX): _values(value)
            for name, value in filters.items()
            if name.startswith(ATTRIBUTE_PREFIX)
        },
    )


def find_matches(saved_search: SavedSearch, product_ids: Sequence[int]) -> set[int]:
    """Return which of these products the search finds now, without giving anything up for it.

    Of several categories those that are gone are left out. Raises EngineUnavailableError,
    IndexMissingError, and UnknownCategoryError when every category of the search is gone.
    """
    place = SearchPlace.now(saved_search.channel, saved_search.locale, saved_search.currency)
    request = _in_what_remains(read_request(saved_search.text, saved_search.filters), place)
    question = _question(request, place, tuple(product_ids))
    if question is None:
        return set()
    return {hit.product_id for hit in get_engine().search(question).hits}


def _in_what_remains(request: SearchRequest, place: SearchPlace) -> SearchRequest:
    known = tuple(slug for slug in request.categories if place.find_category(slug) is not None)
    return replace(request, categories=known or request.categories)


def _question(request: SearchRequest, place: SearchPlace, only: tuple[int, ...]) -> Question | None:
    """Return what asks for products with every word: a letter is not for near misses.

    None when the text has nothing to look for.
    """
    attempt = next(Reading(request, place).attempts(), None)
    if attempt is None or attempt.relaxation is not Relaxation.NONE:
        return None
    words = attempt.words
    rules = find_merchandising(place.channel, place.locale, request.text)
    return Question(
        index=place.index,
        currency=place.currency,
        words=None if words is None else replace(words, required=len(words.concepts)),
        filters=attempt.narrowing.filters,
        price=attempt.narrowing.price,
        sort=Sort.NEWEST,
        hidden=rules.hidden,
        only=only,
        size=len(only),
    )


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _values(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
