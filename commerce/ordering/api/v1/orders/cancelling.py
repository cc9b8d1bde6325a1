"""Cancelling an order, for who has placed it."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.api.v1.shopper import ShopperView
from commerce.core.api.idempotency import idempotent
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import guessing_limits
from commerce.ordering.errors import (
    GiftCardsSpentError,
    OrderClosedError,
    OrderNotFoundError,
    OrderPackedError,
)
from commerce.ordering.selectors.orders import get_order_for, order_json
from commerce.ordering.services.cancellations import cancel_unpacked_order
from commerce.oscar.order.models import Order
from commerce.payments.errors import PaymentInProgressError

from . import examples
from .serializers import OrderSerializer
from .views import EMAIL, TAGS, TOKEN

REFUSALS = (
    *(OrderNotFoundError, OrderPackedError, OrderClosedError),
    *(GiftCardsSpentError, PaymentInProgressError),
)


class OrderCancellationView(ShopperView):
    query_parameters = ("email", "token")
    throttle_scope = "order_lookup"

    def get_throttles(self) -> list[BaseThrottle]:
        return guessing_limits(self.request)

    @extend_schema(
        operation_id="orders_cancel",
        summary="Cancel an order of which nothing is packed yet",
        description=(
            "For its owner, by e-mail address or with the order's `access_token`, while "
            "`is_cancellable`. What was paid goes back at once to what it was paid with. An order "
            "that is cancelled already is answered as it is."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        request=None,
        responses=OrderSerializer,
        examples=[examples.CANCELLED],
    )
    @refuses(*REFUSALS)
    @idempotent(required=True)
    def post(self, request: Request, number: str) -> HttpResponse:
        cancel_unpacked_order(order_id=self._order(request, number).pk)
        return json_answer(dumps(order_json(self._order(request, number))))

    def _order(self, request: Request, number: str) -> Order:
        return get_order_for(
            channel=self.shopper.channel,
            number=number,
            user=self.shopper.user,
            email=request.query_params.get("email"),
            token=request.query_params.get("token"),
        )
