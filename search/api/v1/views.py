"""Saved searches."""

from __future__ import annotations

from django.http import HttpResponseBase
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from commerce.core.api.views import StorefrontView
from search.errors import EngineUnavailableError

from . import contract


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
