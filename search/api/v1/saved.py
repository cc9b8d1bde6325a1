"""Searches that a customer saved, to be told by letter of what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, QueryDict
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.catalogue.errors import (
    InvalidParameterError,
    InvertedPriceRangeError,
    UnknownAttributeError,
    UnknownCategoryError,
)
from commerce.catalogue.registry import CATEGORY
from commerce.catalogue.selectors.documents import require_categories
from commerce.core.api.json import dumps
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView, UnknownParameterError
from search.errors import (
    EmptySavedSearchError,
    QueryTooLongError,
    SavedSearchNotFoundError,
    TooManySavedSearchesError,
)
from search.selectors.saved_searches import list_saved_searches
from search.services.saved_searches import delete_saved_search, save_search

from . import contract
from .parameters import filter_parameters, is_filter, request_of
from .serializers import SavedSearchInputSerializer

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from search.models import SavedSearch
    from search.query.request import SearchRequest

# What is wrong with a search, in a body as in an address.
SEARCH = (
    *(InvalidParameterError, InvertedPriceRangeError, UnknownAttributeError, UnknownCategoryError),
    QueryTooLongError,
)


class CustomerView(StorefrontView):
    """A view of what belongs to a signed-in customer."""

    permission_classes = [IsAuthenticated]
    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]

    @property
    def customer(self) -> User:
        user = self.request.user
        assert not isinstance(user, AnonymousUser)  # noqa: S101 the permission lets nobody else in
        return user


class SavedSearchesView(CustomerView):
    @contract.saved_list
    def get(self, request: Request) -> HttpResponse:
        rows = list_saved_searches(user=self.customer, channel=self.channel)
        return _private({"results": [saved_json(row) for row in rows]})

    @contract.saved_create
    @refuses(*SEARCH, EmptySavedSearchError, TooManySavedSearchesError)
    def post(self, request: Request) -> HttpResponse:
        body = SavedSearchInputSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = _search_in(body.validated_data)
        require_categories(channel=self.channel, slugs=asked.chosen.get(CATEGORY, ()))
        saved = save_search(
            user=self.customer,
            channel=self.channel,
            locale=self.locale_code,
            currency=self.currency,
            request=asked,
            name=body.validated_data.get("name", ""),
        )
        return _private(saved_json(saved), status=201)


class SavedSearchView(CustomerView):
    @contract.saved_delete
    @refuses(SavedSearchNotFoundError)
    def delete(self, request: Request, saved_id: str) -> HttpResponse:
        delete_saved_search(user=self.customer, channel=self.channel, public_id=saved_id)
        return HttpResponse(status=204)


def saved_json(saved: SavedSearch) -> dict[str, Any]:
    """Return the public form of a saved search."""
    return {
        "id": saved.public_id,
        "name": saved.name,
        "q": saved.text,
        "filters": saved.filters,
        "created_at": saved.created_at,
    }


def _search_in(body: dict[str, Any]) -> SearchRequest:
    """Return the search that the body describes, checked as one in an address is."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = body.get("q", "")
    for name, value in body.get("filters", {}).items():
        if not is_filter(name):
            raise UnknownParameterError(parameter=name, known=sorted(filter_parameters()))
        parameters[name] = value
    return request_of(parameters)


def _private(content: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        dumps(content),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )
