"""Why an order costs what it costs."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.ordering.errors import OrderNotFoundError
from commerce.ordering.selectors.traces import traces_json

from . import examples
from .serializers import PriceTracesSerializer
from .views import EMAIL, TAGS, TOKEN, OrderView


class OrderPricesView(OrderView):
    """For whoever may read the order."""

    @extend_schema(
        operation_id="orders_prices",
        summary="Why each line of an order costs what it costs",
        description=(
            "The price, what staff have made of it, offers, vouchers, tax where prices are without "
            "it: the parts of a line come to its total. Missing and not yours are the same 404 "
            "`order_not_found`."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        responses=PriceTracesSerializer,
        examples=[examples.TRACES],
    )
    @refuses(OrderNotFoundError)
    def get(self, request: Request, number: str) -> HttpResponse:
        return json_answer(dumps(traces_json(self.get_order(number))))
