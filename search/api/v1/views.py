"""Parts of the search that follow: pages and saved searches."""

from __future__ import annotations

from django.http import HttpResponseBase
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from commerce.core.api.pagination import PAGE_PARAMETERS
from commerce.core.api.views import StorefrontView
from search.errors import EngineUnavailableError

from . import contract


class PageSearchView(StorefrontView):
    authentication_classes = []
    query_parameters = ("q", *PAGE_PARAMETERS)

    @contract.search_pages
    def get(self, request: Request) -> HttpResponseBase:
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
