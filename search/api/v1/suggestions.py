"""What is offered while a text is typed."""

from __future__ import annotations

from rest_framework.request import Request

from commerce.core.api.json import dumps
from commerce.core.api.refusals import refuses
from search.errors import QueryTooLongError
from search.finding.suggesting.suggestions import list_suggestions

from . import contract
from .answers import SearchView
from .parameters import MAX_PREFIX, prefix_of


class SuggestionsView(SearchView):
    """Queries, products, categories and pages that begin with what was typed so far."""

    query_parameters = ("q",)

    @contract.search_suggestions
    @refuses(QueryTooLongError)
    def get(self, request: Request) -> bytes:
        text = prefix_of(request.query_params, maximum=MAX_PREFIX)
        suggestions, self.is_lasting = list_suggestions(text=text, place=self.place)
        return dumps(suggestions)
