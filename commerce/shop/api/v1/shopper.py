"""Who a request of the shop is from."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from commerce.core.api.principals import CART_TOKEN_HEADER
from commerce.core.api.views import StorefrontView
from commerce.shop.selectors.baskets import Shopper

CART_TOKEN = OpenApiParameter(
    CART_TOKEN_HEADER,
    str,
    OpenApiParameter.HEADER,
    description="A guest's key to their cart, given out once when the cart was made.",
)


class ShopperView(StorefrontView):
    """A view for one shopper: signed in, or a guest with the token of their cart."""

    @property
    def shopper(self) -> Shopper:
        request: Request = self.request
        user = request.user
        return Shopper(
            channel=self.channel,
            locale=self.locale_code,
            currency=self.currency,
            user=None if isinstance(user, AnonymousUser) else user,
            token=request.headers.get(CART_TOKEN_HEADER) or None,
        )

    def valid(self, serializer: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return the checked values of the request's body; raise what is wrong with them."""
        body = serializer(data=self.request.data)
        body.is_valid(raise_exception=True)
        values: dict[str, Any] = body.validated_data
        return values


def json_answer(text: str | bytes, *, status: int = 200) -> HttpResponse:
    """Answer with JSON text that belongs to one person."""
    return HttpResponse(
        text,
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )
