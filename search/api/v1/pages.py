"""Pages of the website that were searched for."""

from __future__ import annotations

from rest_framework.request import Request

from commerce.core.api.json import dumps
from commerce.core.api.pagination import PAGE_PARAMETERS
from commerce.core.api.refusals import refuses
from search.errors import PageTooDeepError, QueryTooLongError
from search.finding.website.search import search_pages

from . import contract
from .answers import SearchView
from .parameters import MAX_TEXT, page_of, text_of


class PageSearchView(SearchView):
    """The pages that have the words of a text."""

    query_parameters = ("q", *PAGE_PARAMETERS)

    @contract.search_pages
    @refuses(QueryTooLongError, PageTooDeepError)
    def get(self, request: Request) -> bytes:
        text, page = text_of(request.query_params, maximum=MAX_TEXT), page_of(request)
        found = search_pages(text=text, place=self.place, bounds=page.bounds)
        self.is_lasting = not found.is_degraded
        page.check(found.total)
        return dumps(page.envelope(found.results, count=found.total))
