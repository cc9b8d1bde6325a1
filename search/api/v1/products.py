"""Products that were searched for, and what they can be narrowed down by."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from commerce.catalogue.errors import (
    InvalidParameterError,
    InvertedPriceRangeError,
    UnknownAttributeError,
    UnknownCategoryError,
)
from commerce.core.api.answers import Key
from commerce.core.api.json import dumps
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses
from search.errors import (
    EngineUnavailableError,
    IndexMissingError,
    InvalidCursorError,
    PageTooDeepError,
    PointInTimeGoneError,
    QueryTooLongError,
    QuestionTooLargeError,
)
from search.finding.products.personal import History
from search.finding.products.search import NO_HISTORY, FoundProducts, Part, search_products
from search.finding.shapes import SearchEngine
from search.query.question import MAX_WINDOW
from search.selectors.configurations import get_configuration

from . import contract
from .answers import SearchView
from .parameters import filter_parameters, flag_of, page_of, request_of, viewed_of

SEARCHING = (
    *(InvalidParameterError, InvertedPriceRangeError, UnknownAttributeError, UnknownCategoryError),
    *(QueryTooLongError, QuestionTooLargeError),
)

# What stands against following a cursor, which only the engine that gave it out can.
FOLLOWING = (InvalidCursorError, PointInTimeGoneError, EngineUnavailableError, IndexMissingError)


class FilteredView(SearchView):
    """A search that every kind of facet narrows down."""

    def known_parameters(self) -> Collection[str]:
        return (*self.query_parameters, *filter_parameters())


class ProductSearchView(FilteredView):
    """A part of the products that a search finds. One for a certain shopper is not kept."""

    query_parameters = ("q", "sort", *PAGE_PARAMETERS, "cursor", "facets", "viewed")

    def version_of(self, channel: Any) -> Key:
        """A signed-in shopper is not given what was kept for everybody, where that differs."""
        version = super().version_of(channel)
        is_personal = get_configuration(channel, version=self.search_version).is_personal
        return (*version, is_personal and "HTTP_AUTHORIZATION" in self.request.META)

    @contract.search_products
    @refuses(*SEARCHING, *FOLLOWING, PageTooDeepError)
    def get(self, request: Request) -> bytes:
        parameters = request.query_params
        asked, page, part = request_of(parameters), page_of(request), _part_of(request)
        found = search_products(
            request=asked,
            place=self.place,
            part=part,
            with_facets=flag_of(parameters, "facets", default=True),
            history=self._history(request),
        )
        is_for_all = part.cursor is None and not found.is_personal
        self.is_lasting = is_for_all and found.degraded_because is None
        if part.cursor is None:
            page.check(found.count)
        return _page_json(found, page.size, asked.text)

    def _history(self, request: Request) -> History:
        viewed = viewed_of(request.query_params)
        if not self.place.configuration.is_personal:
            return NO_HISTORY
        asked = Request(request._request, authenticators=self.get_authenticators())
        try:
            user = asked.user
        except AuthenticationFailed:  # a public read does not mind an old token
            return History(viewed)
        return History(viewed, None if isinstance(user, AnonymousUser) else user)


class SearchFiltersView(FilteredView):
    """The facets of a search without its products."""

    query_parameters = ("q",)

    @contract.search_filters
    @refuses(*SEARCHING)
    def get(self, request: Request) -> bytes:
        asked = request_of(request.query_params)
        found = search_products(request=asked, place=self.place, part=Part(size=0))
        self.is_lasting = found.degraded_because is None
        return dumps({"count": found.count, "facets": found.facets, "engine": engine_json(found)})


def engine_json(found: FoundProducts) -> SearchEngine:
    """Return what answered, and why it was not the engine."""
    reason = found.degraded_because
    return {"name": found.engine, "is_degraded": reason is not None, "reason": reason}


def _part_of(request: Request) -> Part:
    page, cursor = page_of(request), request.query_params.get("cursor")
    if cursor is not None and "page" in request.query_params:
        raise InvalidParameterError(parameter="page", hint=_("A cursor takes its place."))
    return Part(page.size, page.bounds.start, cursor)


def _page_json(found: FoundProducts, size: int, text: str) -> bytes:
    """Return the answer around the products, which are JSON already."""
    head = dumps({**_frame(found, size), "next_cursor": found.next_cursor})
    results = ",".join(found.hits).encode()
    return b'%s,"results":[%s],%s' % (head[:-1], results, dumps(_rest(found, text))[1:])


def _frame(found: FoundProducts, size: int) -> dict[str, int | None]:
    page = Page(number=found.first // size + 1, size=size)
    last = min(page.page_count(found.count), MAX_WINDOW // size)
    return {
        "count": found.count,
        "page": page.number,
        "page_size": size,
        "page_count": last,
        "next": page.number + 1 if page.number < last else None,
        "previous": min(page.number - 1, last) if page.number > 1 else None,
    }


def _rest(found: FoundProducts, text: str) -> dict[str, Any]:
    return {
        "facets": found.facets,
        "query": _query_json(found, text),
        "redirect": None if found.redirect_url is None else {"url": found.redirect_url},
        "engine": engine_json(found),
        "personalised": found.is_personal,
        "receipt": found.receipt,
    }


def _query_json(found: FoundProducts, text: str) -> dict[str, Any]:
    attempt = found.attempt
    nearest = attempt.nearest
    return {
        "text": text,
        "understood": [understood._asdict() for understood in attempt.understood],
        "corrected": attempt.corrected,
        "relaxation": attempt.relaxation.value,
        "nearest_category": None
        if nearest is None
        else {"slug": nearest.slug, "name": nearest.name},
        "did_you_mean": list(attempt.did_you_mean),
    }
