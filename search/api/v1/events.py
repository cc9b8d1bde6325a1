"""What became of a search, told by those who agreed to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView
from search.enums import InteractionType
from search.errors import InvalidReceiptError
from search.services.recording import Interaction, record_search

from . import contract
from .serializers import SEARCH, SearchEventSerializer


class SearchEventsView(StorefrontView):
    """Records without looking at who tells: a token, however old, is not read."""

    authentication_classes = []
    throttle_scope = "search_event"

    def get_throttles(self) -> list[BaseThrottle]:
        return [AddressThrottle()]

    @contract.record_event
    @refuses(InvalidReceiptError)
    def post(self, request: Request) -> HttpResponse:
        if not _is_agreed(request.data):
            return HttpResponse(status=204)
        body = SearchEventSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        event = body.validated_data
        record_search(
            channel=self.channel,
            search_id=event["search_id"],
            receipt=event["receipt"],
            interaction=_interaction(event),
            previous_search_id=event.get("previous_search_id"),
        )
        return HttpResponse(status=204)


def _is_agreed(body: Any) -> bool:
    """Anything but a plain `true` is no consent, and then the rest is not even looked at."""
    return isinstance(body, dict) and body.get("consent") is True


def _interaction(event: dict[str, Any]) -> Interaction | None:
    if event["type"] == SEARCH:
        return None
    return Interaction(
        InteractionType(event["type"]),
        event["product_id"],
        event.get("position"),
        event.get("line_id", ""),
    )
