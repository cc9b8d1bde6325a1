"""Personalised places: which segments somebody is in, and what readers were shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cms import services
from cms.services import Counted
from cms.slot_receipts import MAX_LENGTH
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView
from commerce.notifications.selectors.segments import list_fitting_keys

MOST_KEYS = 24
MOST_COUNTS = 50
MOST_AT_ONCE = 500
_LONGEST = 1000


class SegmentsSerializer(serializers.Serializer[dict[str, Any]]):
    segments = serializers.ListField(
        child=serializers.CharField(), help_text="Those of the keys that the customer fits now."
    )


class CountSerializer(InputSerializer):
    receipt = serializers.CharField(
        max_length=MAX_LENGTH, help_text="As the page says it of the place or of its variant."
    )
    shown = serializers.IntegerField(min_value=0, max_value=MOST_AT_ONCE)
    clicked = serializers.IntegerField(min_value=0, max_value=MOST_AT_ONCE)


class CountsSerializer(InputSerializer):
    counts = serializers.ListField(child=CountSerializer(), min_length=1, max_length=MOST_COUNTS)


class Segments(StorefrontView):
    """Personal, so that pages need not be: nobody keeps the answer."""

    query_parameters = {"keys"}
    throttle_scope = "segments"

    def get_throttles(self) -> list[BaseThrottle]:
        return [AddressThrottle()]

    @extend_schema(
        operation_id="content_segments_retrieve",
        summary="Which segments the customer is in",
        description=(
            "Of the keys that variants of a personalised place name as their `segment`. Whoever is "
            "not signed in is in none. Never kept by caches."
        ),
        tags=["content"],
        parameters=[
            OpenApiParameter(
                "keys",
                {"type": "string"},
                description=f"At most {MOST_KEYS}, with commas between them.",
            )
        ],
        responses=SegmentsSerializer,
        examples=[
            OpenApiExample("Of one", {"segments": ["9f2c4be07a1d53c8e6b0a4d1"]}, response_only=True)
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        asked = request.query_params.get("keys", "")[:_LONGEST].split(",")[:MOST_KEYS]
        user: Any = request.user
        fitting = (
            list_fitting_keys(user=user, channel_id=self.channel.pk, keys=asked)
            if user.is_authenticated
            else []
        )
        answer = json_answer(dumps({"segments": fitting}))
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


class SlotCounts(StorefrontView):
    """For the storefront, which gathers what browsers tell before it tells it here."""

    authentication_classes = []
    throttle_scope = "slot_count"

    def get_throttles(self) -> list[BaseThrottle]:
        """Strangers write here, if only numbers."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="content_slot_counts_create",
        summary="Tell which variants of personalised places were shown",
        description=(
            "Adds to the counts of today, which editors see. Nothing tells who it was. A receipt that "
            "this shop has not written is left out."
        ),
        tags=["content"],
        request=CountsSerializer,
        responses={204: None},
        examples=[
            OpenApiExample(
                "Since a moment ago",
                {"counts": [{"receipt": "1.12.0c6a….5d41402a", "shown": 14, "clicked": 2}]},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> HttpResponse:
        counts = [Counted(**each) for each in self.valid(CountsSerializer)["counts"]]
        services.count_slots(channel=self.channel, counts=counts)
        return HttpResponse(status=204)
