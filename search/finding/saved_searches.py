"""What a saved search asks for, kept as text and asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from commerce.catalogue.registry import CATEGORY
from search.engines.choice import get_engine
from search.enums import Relaxation
from search.finding.merchandising import find_merchandising
from search.finding.place import SearchPlace
from search.finding.products.attempts import Reading
from search.query.question import Question, Sort
from search.query.request import SearchRequest

if TYPE_CHECKING:
    from search.models import SavedSearch

LITERAL: Final = "literal"


def write_filters(request: SearchRequest) -> dict[str, str]:
    """Return the filters of a search by the names of the storefront's parameters."""
    written = {**request.chosen, LITERAL: sorted(request.literal)}
    return {name: ",".join(values) for name, values in written.items() if values}


def read_request(text: str, filters: Mapping[str, str]) -> SearchRequest:
    """Return the search that `write_filters` was given."""
    chosen = {name: tuple(written.split(",")) for name, written in filters.items()}
    literal = frozenset(chosen.pop(LITERAL, ()))
    return SearchRequest(text, chosen, literal)


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
    slugs = request.chosen.get(CATEGORY, ())
    known = tuple(slug for slug in slugs if place.find_category(slug) is not None)
    return replace(request, chosen={**request.chosen, CATEGORY: known}) if known else request


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
