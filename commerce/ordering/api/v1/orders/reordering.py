"""Buying once more what an order had."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.api.v1.shopper import CART, CART_TOKEN, ShopperView
from commerce.cart.api.v1.views import cart_text
from commerce.core.api.idempotency import idempotent
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import FloodThrottle, guessing_limits
from commerce.ordering.errors import OrderNotFoundError
from commerce.ordering.selectors.orders import get_order_for
from commerce.ordering.services.reordering import LeftOut, reorder

from . import examples
from .serializers import ReorderSerializer
from .views import EMAIL, TAGS, TOKEN


class ReorderView(ShopperView):
    query_parameters = ("email", "token", "currency")
    throttle_scope = "order_lookup"

    def get_throttles(self) -> list[BaseThrottle]:
        return [FloodThrottle("cart"), *guessing_limits(self.request)]

    @extend_schema(
        operation_id="orders_reorder",
        summary="Put everything of an order into the cart once more",
        description=(
            "For its owner, by e-mail address or with the order's `access_token`. Lines are added to "
            "the cart of the `X-Cart-Token` or of the customer, at today's prices; what cannot be "
            "bought in that quantity is left out and said why. A new cart's `token` is in `cart`."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN, CART_TOKEN],
        request=None,
        responses=ReorderSerializer,
        examples=[examples.REORDERED],
    )
    @refuses(*CART, OrderNotFoundError)
    @idempotent(required=True)
    def post(self, request: Request, number: str) -> HttpResponse:
        shopper = self.shopper
        order = get_order_for(
            channel=shopper.channel,
            number=number,
            user=shopper.user,
            email=request.query_params.get("email"),
            token=request.query_params.get("token"),
        )
        done = reorder(shopper=shopper, order=order)
        left_out = dumps([_left_out_json(each) for each in done.left_out]).decode()
        return json_answer(f'{{"cart":{cart_text(done.cart)},"left_out":{left_out}}}')


def _left_out_json(left_out: LeftOut) -> dict[str, object]:
    line, reason = left_out.line, left_out.reason
    return {
        "line_id": line.public_id,
        "name": line.title,
        "quantity": line.quantity,
        "code": reason.code,
        "detail": reason.detail,
    }
