"""The cart: every change answers with the whole cart."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.errors import (
    ChooseVariantError,
    ExtraUnavailableError,
    InsufficientStockError,
    LineNotFoundError,
    MessageTooLongError,
    NotForSaleError,
    ProductNotFoundError,
    QuantityTooLargeError,
    TooManyLinesError,
    TooManyVouchersError,
    UnknownVoucherError,
    VoucherUnavailableError,
)
from commerce.cart.selectors import carts
from commerce.cart.selectors.baskets import find_stored_cart
from commerce.cart.services import baskets
from commerce.core.api.idempotency import idempotent
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import UnknownCurrencyError
from commerce.core.errors import DomainError

from . import examples
from .serializers import (
    AddLineSerializer,
    CartSerializer,
    ChangeCartSerializer,
    ChangeLineSerializer,
    ExtraMessageSerializer,
    VoucherCodeSerializer,
)
from .shopper import CART, CART_TOKEN, ShopperView

TAGS = ["Cart"]
# What stands against having that many of a variant.
BUYING = (ProductNotFoundError, NotForSaleError, InsufficientStockError, QuantityTooLargeError)


def cart_answer(answer: baskets.CartAnswer, *, status: int = 200) -> HttpResponse:
    """Answer with the cart, and with the token of a new one as a last member."""
    return json_answer(cart_text(answer), status=status)


def cart_text(answer: baskets.CartAnswer) -> str:
    """Return the cart as JSON, with the token of a new one as a last member."""
    if answer.token is None:
        return answer.text
    token = dumps({"token": answer.token}).decode()
    return f"{answer.text[:-1]},{token[1:]}"


class CartView(ShopperView):
    """The cart. A guest's read of a stored cart that is still true is answered at once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_guest = "Authorization" not in request.headers
        if request.method == "GET" and is_guest and (text := self._find_stored(request)):
            answer = json_answer(text)
            answer.headers["Content-Language"] = self.locale_code
            return answer
        return super().dispatch(request, *args, **kwargs)

    def _find_stored(self, request: HttpRequest) -> str | None:
        """Whatever is wrong with the request is told by the usual way, which comes next."""
        try:
            shopper = self.settle_guest(request)
            stored = find_stored_cart(shopper)
        except DomainError:
            return None
        return stored.text if stored and stored.is_current else None

    @extend_schema(
        operation_id="cart_read",
        summary="The shopper's cart; an empty one when there is none yet",
        description=(
            "A guest shows the token of the cart in `X-Cart-Token`; a customer signs "
            "in. The cart is priced as of now."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses=CartSerializer,
        examples=[examples.CART],
    )
    @refuses(*CART)
    def get(self, request: Request) -> HttpResponse:
        return json_answer(carts.read_cart(self.shopper))

    @extend_schema(
        operation_id="cart_update",
        summary="Change the currency of the cart",
        description=(
            "Lines without a price in it stay, with a problem; going back restores everything."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=ChangeCartSerializer,
        responses=CartSerializer,
        examples=[examples.CHANGE_CURRENCY, examples.CART],
    )
    @refuses(*CART)
    def patch(self, request: Request) -> HttpResponse:
        values = self.valid(ChangeCartSerializer)
        if (currency := values["currency"]) not in self.channel.currencies:
            raise UnknownCurrencyError(
                currency=currency, known=list(self.channel.currencies), pointer="/currency"
            )
        return cart_answer(baskets.change_currency(shopper=self.shopper, currency=currency))


class CartLinesView(ShopperView):
    @extend_schema(
        operation_id="cart_lines_create",
        summary="Put a variant into the cart",
        description=(
            "Adds to the quantity that is there already. Makes the cart when there is none; a "
            "guest's answer then has the `token` for `X-Cart-Token`."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=AddLineSerializer,
        responses={201: CartSerializer},
        examples=[examples.ADD_LINE, examples.NEW_CART],
    )
    @refuses(*CART, *BUYING, ChooseVariantError, TooManyLinesError, LineNotFoundError)
    @idempotent(required=False)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(AddLineSerializer)
        answer = baskets.add_line(shopper=self.shopper, **values)
        return cart_answer(answer, status=status.HTTP_201_CREATED)


class CartLineView(ShopperView):
    @extend_schema(
        operation_id="cart_lines_update",
        summary="Set the quantity of a line",
        description="In the place of the quantity that is there, not on top of it.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=ChangeLineSerializer,
        responses=CartSerializer,
        examples=[examples.CHANGE_LINE, examples.CART],
    )
    @refuses(*CART, *BUYING, LineNotFoundError)
    def patch(self, request: Request, line_id: str) -> HttpResponse:
        values = self.valid(ChangeLineSerializer)
        return cart_answer(baskets.change_quantity(shopper=self.shopper, line_id=line_id, **values))

    @extend_schema(
        operation_id="cart_lines_delete",
        summary="Take a line out of the cart",
        description="Discounts and totals are worked out anew.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses={200: CartSerializer},
        examples=[examples.CART],
    )
    @refuses(*CART, LineNotFoundError)
    def delete(self, request: Request, line_id: str) -> HttpResponse:
        return cart_answer(baskets.remove_line(shopper=self.shopper, line_id=line_id))


class ClearCartView(ShopperView):
    @extend_schema(
        operation_id="cart_clear",
        summary="Take out all lines, vouchers and extras",
        description=(
            "The cart and its token stay. Clearing a cart that does not exist changes nothing."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=None,
        responses=CartSerializer,
        examples=[examples.CART],
    )
    @refuses(*CART)
    def post(self, request: Request) -> HttpResponse:
        return cart_answer(baskets.clear_cart(shopper=self.shopper))


class CartExtraView(ShopperView):
    @extend_schema(
        operation_id="cart_extras_update",
        summary="Ask for one of the cart's extras",
        description=(
            "Such as a gift wrapping with a message. Doing it again replaces the message. What is "
            "on offer stands in the cart's `extras`, with its price."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=ExtraMessageSerializer,
        responses=CartSerializer,
        examples=[examples.CHOOSE_EXTRA, examples.CART],
    )
    @refuses(*CART, ExtraUnavailableError, MessageTooLongError)
    def put(self, request: Request, kind: str) -> HttpResponse:
        values = self.valid(ExtraMessageSerializer)
        return cart_answer(baskets.choose_extra(shopper=self.shopper, kind=kind, **values))

    @extend_schema(
        operation_id="cart_extras_delete",
        summary="Ask for an extra no longer",
        description="Totals are worked out anew.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses={200: CartSerializer},
        examples=[examples.CART],
    )
    @refuses(*CART, ExtraUnavailableError)
    def delete(self, request: Request, kind: str) -> HttpResponse:
        return cart_answer(baskets.drop_extra(shopper=self.shopper, kind=kind))


class CartVouchersView(ShopperView):
    throttle_scope = "voucher"

    def get_throttles(self) -> list[BaseThrottle]:
        """Codes must not be found by trying."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="cart_vouchers_create",
        summary="Use a voucher",
        description=(
            "A voucher that gives nothing is refused: 404 `voucher_not_found`, or 409 "
            "`voucher_unavailable` with the `reason`."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=VoucherCodeSerializer,
        responses=CartSerializer,
        examples=[examples.USE_VOUCHER, examples.CART],
    )
    @refuses(*CART, UnknownVoucherError, VoucherUnavailableError, TooManyVouchersError)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(VoucherCodeSerializer)
        return cart_answer(baskets.apply_voucher(shopper=self.shopper, **values))


class CartVoucherView(ShopperView):
    @extend_schema(
        operation_id="cart_vouchers_delete",
        summary="Take a voucher out of the cart",
        description="Discounts and totals are worked out anew.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses={200: CartSerializer},
        examples=[examples.CART],
    )
    @refuses(*CART, UnknownVoucherError)
    def delete(self, request: Request, code: str) -> HttpResponse:
        return cart_answer(baskets.remove_voucher(shopper=self.shopper, code=code))
