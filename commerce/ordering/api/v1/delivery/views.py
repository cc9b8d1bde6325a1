"""When goods would arrive, for whoever has not said yet who they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.api.v1.shopper import CART, CART_TOKEN, ShopperView
from commerce.cart.errors import ProductNotFoundError
from commerce.catalogue.errors import InvalidParameterError
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.texts import clean_line
from commerce.ordering.errors import (
    CartEmptyError,
    CountryNotServedError,
    PostcodeOfAnotherCountryError,
)
from commerce.ordering.selectors.estimates import destination_of, estimate_variant
from commerce.ordering.services.quoting import estimate_cart

from . import examples
from .serializers import DeliveryEstimateSerializer

PARAMETERS = [
    OpenApiParameter(
        "country",
        {"type": "string", "pattern": "^[A-Z]{2}$"},
        description="ISO code; the channel's first when left out.",
    ),
    OpenApiParameter(
        "postcode", {"type": "string", "maxLength": 16}, description="However people type it."
    ),
    OpenApiParameter(
        "region", {"type": "string", "maxLength": 64}, description="As addresses name it."
    ),
    OpenApiParameter(
        "variant",
        {"type": "string", "maxLength": 64},
        description="Its id; left out, the shopper's cart is meant.",
    ),
    OpenApiParameter(
        "quantity",
        {"type": "integer", "minimum": 1, "maximum": 999},
        description="Of that variant.",
    ),
]


class EstimateView(ShopperView):
    query_parameters = ("country", "postcode", "region", "variant", "quantity")
    throttle_scope = "delivery_estimate"

    def get_throttles(self) -> list[BaseThrottle]:
        """Each answer prices a cart: strangers ask no faster than people do."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="delivery_estimate",
        summary="When a product, or the cart, would arrive somewhere, and what that costs",
        description=(
            "`unavailable` has what goes to the country but is not offered, with the reason in words. "
            "Of a product the prices are those before offers, and the shop's own: carriers are asked about "
            "carts only."
        ),
        tags=["Checkout"],
        parameters=[CART_TOKEN, *PARAMETERS],
        responses=DeliveryEstimateSerializer,
        examples=[examples.ESTIMATE],
    )
    @refuses(
        *CART,
        CartEmptyError,
        ProductNotFoundError,
        CountryNotServedError,
        PostcodeOfAnotherCountryError,
        InvalidParameterError,
    )
    def get(self, request: Request) -> HttpResponse:
        given = request.query_params
        place = destination_of(
            self.channel,
            country=_text(given, "country", 2),
            postcode=_text(given, "postcode", 16),
            region=_text(given, "region", 64),
        )
        if variant := _text(given, "variant", 64):
            quantity = _quantity(given)
            found = estimate_variant(self.shopper, place, variant_id=variant, quantity=quantity)
        else:
            found = estimate_cart(shopper=self.shopper, place=place)
        return json_answer(dumps(found))


def _text(given: Mapping[str, str], name: str, most: int) -> str:
    text = clean_line(given.get(name, ""))
    if len(text) > most:
        hint = _("At most %(number)d characters.") % {"number": most}
        raise InvalidParameterError(parameter=name, hint=hint)
    return text


def _quantity(given: Mapping[str, str]) -> int:
    text = given.get("quantity", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        hint = _("Write a whole number from 1 to 999.")
        raise InvalidParameterError(parameter="quantity", hint=hint)
    return int(text)
