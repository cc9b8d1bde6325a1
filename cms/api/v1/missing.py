"""Where readers of an address that nothing has are sent."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cms import selectors, services
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView

MAX_LENGTH = 1000


class MissingSerializer(InputSerializer):
    path = serializers.RegexField(
        r"^/[^\x00]*$",
        max_length=MAX_LENGTH,
        trim_whitespace=False,
        help_text="As it was asked for, without its language; what follows a `?` may stay.",
    )
    referrer = serializers.CharField(
        max_length=2000,
        allow_blank=True,
        required=False,
        default="",
        help_text="Where the reader came from; only its host is kept.",
    )


class MovedSerializer(serializers.Serializer[dict[str, str | None]]):
    redirect_to = serializers.CharField(
        allow_null=True, help_text="As of `content/page/`; null when nobody left word."
    )


class Missing(StorefrontView):
    """For the storefront, when it has found nothing at an address."""

    authentication_classes = []
    throttle_scope = "missing"

    def get_throttles(self) -> list[BaseThrottle]:
        """Strangers write here, if only numbers."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="content_missing_create",
        summary="Tell that nothing was found, and learn where it is now",
        description=(
            "Counts a redirect that is used, or the address as missing; editors see both. Nothing "
            "tells who asked, and addresses that may be somebody's own are not kept."
        ),
        tags=["content"],
        request=MissingSerializer,
        responses=MovedSerializer,
        examples=[
            OpenApiExample(
                "An old product",
                {"path": "/products/old-sofa", "referrer": "https://blog.example/chairs"},
                request_only=True,
            ),
            OpenApiExample(
                "It has moved", {"redirect_to": "/categories/sofas"}, response_only=True
            ),
        ],
    )
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(MissingSerializer)
        reader = selectors.Reader(self.channel, self.locale_code)
        target = services.follow_missing(
            reader=reader, address=values["path"], referrer=values["referrer"]
        )
        return json_answer(dumps({"redirect_to": target}))
