"""What is saved for later: changes that touch the cart answer with it."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request

from commerce.cart.errors import (
    InsufficientStockError,
    LineNotFoundError,
    NotForSaleError,
    ProductNotFoundError,
    QuantityTooLargeError,
    TooManyLinesError,
    TooManySavedLinesError,
)
from commerce.cart.selectors.saved import read_saved
from commerce.cart.services import saved
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses

from . import examples
from .serializers import CartSerializer, SavedSerializer, SaveLineSerializer
from .shopper import CART, CART_TOKEN, ShopperView
from .views import TAGS, cart_answer


class SavedView(ShopperView):
    @extend_schema(
        operation_id="cart_saved_list",
        summary="What the shopper has saved for later",
        description=(
            "With the price each would have in the cart now. It is in no total, and nothing is "
            "held for it. A guest's list is found by the token of the cart, also after the cart "
            "became an order; at sign-in it joins the customer's."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses=SavedSerializer,
        examples=[examples.SAVED],
    )
    @refuses(*CART)
    def get(self, request: Request) -> HttpResponse:
        return json_answer(dumps(read_saved(self.shopper)).decode())

    @extend_schema(
        operation_id="cart_saved_create",
        summary="Put a line of the cart aside for later",
        description="Joins what is saved of the same product. Answers with the cart without it.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=SaveLineSerializer,
        responses=CartSerializer,
        examples=[examples.SAVE_LINE, examples.CART],
    )
    @refuses(*CART, LineNotFoundError, TooManySavedLinesError, QuantityTooLargeError)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(SaveLineSerializer)
        return cart_answer(saved.save_line(shopper=self.shopper, **values))


class SavedLineView(ShopperView):
    @extend_schema(
        operation_id="cart_saved_delete",
        summary="Take a line out of what is saved for later",
        description="The cart stays as it is.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses={204: None},
    )
    @refuses(*CART, LineNotFoundError)
    def delete(self, request: Request, line_id: str) -> HttpResponse:
        saved.forget_line(shopper=self.shopper, line_id=line_id)
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)


class RestoreLineView(ShopperView):
    @extend_schema(
        operation_id="cart_saved_restore",
        summary="Put what is saved for later back into the cart",
        description=(
            "Where fewer are left than the line wants it comes back with that problem; what cannot "
            "be bought at all is refused and stays saved. Makes the cart when there is none; a "
            "guest's answer then has the `token` for `X-Cart-Token`."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=None,
        responses=CartSerializer,
        examples=[examples.CART],
    )
    @refuses(
        *(*CART, LineNotFoundError, ProductNotFoundError, NotForSaleError),
        *(InsufficientStockError, QuantityTooLargeError, TooManyLinesError),
    )
    def post(self, request: Request, line_id: str) -> HttpResponse:
        return cart_answer(saved.restore_line(shopper=self.shopper, line_id=line_id))
