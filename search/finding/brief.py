"""The first few products and pages for somebody who only wants to name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import orjson

from search.enums import Relaxation
from search.errors import EngineUnavailableError, IndexMissingError
from search.finding.place import SearchPlace
from search.finding.products.search import Part, search_products
from search.finding.website.search import find_page_ids
from search.query.request import SearchRequest

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class NamedProducts(NamedTuple):
    """The public ids of the first products; `is_exact` when no words were given up for them."""

    public_ids: list[str]
    is_exact: bool


def name_products(
    *,
    channel: Channel,
    locale: str,
    currency: str,
    text: str,
    chosen: Mapping[str, tuple[str, ...]],
    size: int,
) -> NamedProducts:
    """Search as shoppers do, and name what comes first. Raises as `search_products` does."""
    found = search_products(
        request=SearchRequest(text=text, chosen=chosen),
        place=SearchPlace.now(channel, locale, currency),
        part=Part(size),
        with_facets=False,
    )
    is_exact = found.attempt.relaxation is Relaxation.NONE and not found.attempt.is_instead
    ids = [] if found.attempt.is_instead else [orjson.loads(hit)["id"] for hit in found.hits]
    return NamedProducts(ids, is_exact)


def name_pages(
    *, channel: Channel, locale: str, currency: str, text: str, size: int
) -> Sequence[int]:
    """Name the pages that have the words of a text, the best first; none while the engine is away."""
    place = SearchPlace.now(channel, locale, currency)
    try:
        return find_page_ids(text=text, place=place, bounds=slice(0, size))
    except (EngineUnavailableError, IndexMissingError):
        return []
