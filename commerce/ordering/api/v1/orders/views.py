"""Orders, for their customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.api.v1.shopper import ShopperView
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.pagination import PAGE_PARAMETERS, Page, page_parameters
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import guessing_limits
from commerce.ordering.errors import OrderNotFoundError
from commerce.ordering.selectors.orders import (
    get_order_for,
    list_orders_of,
    order_json,
    orders_json,
)

from . import examples
from .serializers import OrderPageSerializer, OrderSerializer

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

TAGS = ["Orders"]
PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
EMAIL = OpenApiParameter("email", str, description="The address the order was placed with.")
TOKEN = OpenApiParameter("token", str, description="The order's `access_token`.")


class OrderListView(ShopperView):
    permission_classes = [IsAuthenticated]
    query_parameters = PAGE_PARAMETERS

    @extend_schema(
        operation_id="orders_list",
        summary="The signed-in customer's orders, newest first",
        description="Of this channel; those placed as a guest are opened by their link.",
        tags=TAGS,
        parameters=PAGES,
        responses=OrderPageSerializer,
        examples=[examples.PAGE],
    )
    def get(self, request: Request) -> HttpResponse:
        page, shopper = Page.of(request), self.shopper
        assert shopper.user is not None  # noqa: S101 the permission lets nobody else in
        orders = list_orders_of(channel=shopper.channel, user=shopper.user)
        count = orders.count()
        page.check(count)
        results = orders_json(orders[page.bounds])
        return json_answer(dumps(page.envelope(results, count=count)))


class OrderView(ShopperView):
    query_parameters = ("email", "token")
    throttle_scope = "order_lookup"

    def get_throttles(self) -> list[BaseThrottle]:
        return guessing_limits(self.request)

    @extend_schema(
        operation_id="orders_read",
        summary="An order, for its owner, by e-mail address or by signed link",
        description="Missing and not yours are the same 404 `order_not_found`.",
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        responses=OrderSerializer,
        examples=[examples.ORDER, examples.PARTLY_SHIPPED],
    )
    @refuses(OrderNotFoundError)
    def get(self, request: Request, number: str) -> HttpResponse:
        return json_answer(dumps(order_json(self.get_order(number))))

    def get_order(self, number: str) -> Order:
        """Return the order to who may see it. Raises OrderNotFoundError."""
        shopper, given = self.shopper, self.request.query_params
        return get_order_for(
            channel=shopper.channel,
            number=number,
            user=shopper.user,
            email=given.get("email"),
            token=given.get("token"),
        )
