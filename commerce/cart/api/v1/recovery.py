"""The link of a letter that leads back to a cart that was left."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.errors import CartBeingPaidError, RecoveryOverError
from commerce.cart.selectors.recovery import count_items, get_reminder
from commerce.cart.services.recovery import recover_cart
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle

from . import examples
from .serializers import CartSerializer, RecoverySerializer
from .shopper import CART, CART_TOKEN, ShopperView
from .views import TAGS, cart_answer


class RecoveryView(ShopperView):
    """The token is the proof: whoever has the letter may have the goods, and hears nothing more."""

    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [AddressThrottle()]

    @extend_schema(
        operation_id="cart_recovery_read",
        summary="What the link of a reminder would put back",
        description="Changes nothing: programs that read mail open links, too.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses=RecoverySerializer,
        examples=[examples.RECOVERY],
    )
    @refuses(*CART, RecoveryOverError)
    def get(self, request: Request, link_token: str) -> HttpResponse:
        reminder = get_reminder(shopper=self.shopper, token=link_token)
        return json_answer(dumps({"item_count": count_items(reminder)}))

    @extend_schema(
        operation_id="cart_recovery_create",
        summary="Put a cart that was left into the shopper's own",
        description=(
            "By the rules of signing in. Makes the cart when there is none; a guest's answer then "
            "has the `token` for `X-Cart-Token`. Address, e-mail and messages of whoever left it "
            "are not in it. Doing it twice changes nothing."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=None,
        responses=CartSerializer,
        examples=[examples.CART],
    )
    @refuses(*CART, RecoveryOverError, CartBeingPaidError)
    def post(self, request: Request, link_token: str) -> HttpResponse:
        return cart_answer(recover_cart(shopper=self.shopper, token=link_token))
