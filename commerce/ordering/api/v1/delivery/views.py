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
from commerce.ordering.api.v1.places import PLACE, short_text
from commerce.ordering.errors import (
    CartEmptyError,
    CountryNotServedError,
    PostcodeOfAnotherCountryError,
)
from commerce.ordering.selectors.estimates import destination_of
from commerce.ordering.services.quoting import estimate_cart, estimate_variant

from . import examples
from .serializers import DeliveryEstimateSerializer

PARAMETERS = [
    *PLACE,
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
            "Of a product the prices are those before offers. Carriers are asked where "
            "there is a postcode."
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
            country=short_text(given, "country", 2),
            postcode=short_text(given, "postcode", 16),
            region=short_text(given, "region", 64),
        )
        if variant := short_text(given, "variant", 64):
            quantity = _quantity(given)
            found = estimate_variant(
                shopper=self.shopper, place=place, variant_id=variant, quantity=quantity
            )
        else:
            found = estimate_cart(shopper=self.shopper, place=place)
        return json_answer(dumps(found))


def _quantity(given: Mapping[str, str]) -> int:
    text = given.get("quantity", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        hint = _("Write a whole number from 1 to 999.")
        raise InvalidParameterError(parameter="quantity", hint=hint)
    return int(text)
