"""The search over HTTP."""

from __future__ import annotations

from django.http import HttpResponseBase
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from commerce.core.api.pagination import PAGE_PARAMETERS
from commerce.core.api.views import StorefrontView
from search.errors import EngineUnavailableError

from . import contract

FILTER_PARAMETERS = (
    "category",
    "price_min",
    "price_max",
    "available",
    "on_sale",
    "rating",
    "seller",
    "literal",
)


class PublicView(StorefrontView):
    """A read that is the same for everybody: a token, however old, is not looked at."""

    authentication_classes = []


class ProductSearchView(PublicView):
    query_parameters = (
        *("q", *FILTER_PARAMETERS, "sort", *PAGE_PARAMETERS),
        *("cursor", "facets", "viewed"),
    )
    query_parameter_prefixes = ("attr.",)

    @contract.search_products
    def get(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError


class SearchFiltersView(PublicView):
    query_parameters = ("q", *FILTER_PARAMETERS)
    query_parameter_prefixes = ("attr.",)

    @contract.search_filters
    def get(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError


class SuggestionsView(PublicView):
    query_parameters = ("q",)

    @contract.search_suggestions
    def get(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError


class PageSearchView(PublicView):
    query_parameters = ("q", *PAGE_PARAMETERS)

    @contract.search_pages
    def get(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError


class SearchEventsView(PublicView):
    @contract.record_event
    def post(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError


class SavedSearchesView(StorefrontView):
    permission_classes = [IsAuthenticated]

    @contract.saved_list
    def get(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError

    @contract.saved_create
    def post(self, request: Request) -> HttpResponseBase:
        raise EngineUnavailableError


class SavedSearchView(StorefrontView):
    permission_classes = [IsAuthenticated]

    @contract.saved_delete
    def delete(self, request: Request, saved_id: str) -> HttpResponseBase:
        raise EngineUnavailableError
