"""The checkout of the shopper's cart, step by step."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.api.v1.shopper import CART, CART_TOKEN, ShopperView
from commerce.cart.errors import InsufficientStockError, VoucherUnavailableError
from commerce.cart.services.recovery import agree_to_reminders
from commerce.catalogue.errors import InvalidParameterError
from commerce.core.api.idempotency import idempotent
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.principals import client_address
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle, PrincipalThrottle
from commerce.notifications.enums import ConsentSource
from commerce.notifications.services.consents import Circumstances
from commerce.ordering.api.v1.orders.examples import PLACED
from commerce.ordering.api.v1.orders.serializers import PlacedOrderSerializer
from commerce.ordering.api.v1.places import PLACE, short_text
from commerce.ordering.errors import (
    CartEmptyError,
    CheckoutChangedError,
    CheckoutIncompleteError,
    CountryNotServedError,
    InvalidFingerprintError,
    NoPickupPointsError,
    OrderDoesNotAddUpError,
    PaymentBeforeOrderError,
    PaymentFeeChangedError,
    PickupPointGoneError,
    PickupPointUnavailableError,
    PostcodeOfAnotherCountryError,
    ShippingMethodUnavailableError,
    TermsChangedError,
    TermsNotAcceptedError,
)
from commerce.ordering.selectors.orders import (
    placed_order_json,
    with_answered_payments,
)
from commerce.ordering.services import checkout
from commerce.ordering.services.completion.placement import place_order
from commerce.payments.errors import UnknownPaymentMethodError
from commerce.tax.errors import (
    ForeignVatIdError,
    MalformedVatIdError,
    UnknownVatIdError,
    VatIdNotTakenError,
)
from commerce.tenders.errors import MethodRefusedError

from . import examples
from .serializers import (
    AddressesSerializer,
    ChangeCheckoutSerializer,
    CheckoutSerializer,
    ChoosePaymentMethodSerializer,
    ChooseShippingMethodSerializer,
    PickupPointListSerializer,
    PlaceOrderSerializer,
    SetVatIdSerializer,
    ShippingMethodListSerializer,
)

TAGS = ["Checkout"]
POINTS = [
    OpenApiParameter(
        "method",
        {"type": "string", "maxLength": 64},
        required=True,
        description="The code of a way of sending that `has_pickup_points`.",
    ),
    *PLACE,
]
PLACING = (
    *(CartEmptyError, CheckoutIncompleteError, CheckoutChangedError, InvalidFingerprintError),
    *(InsufficientStockError, VoucherUnavailableError, UnknownPaymentMethodError),
    *(OrderDoesNotAddUpError, PaymentBeforeOrderError, MethodRefusedError, PaymentFeeChangedError),
    *(TermsNotAcceptedError, TermsChangedError, PickupPointGoneError),
)


class CheckoutView(ShopperView):
    @extend_schema(
        operation_id="checkout_read",
        summary="Where the checkout stands, freshly priced",
        description=(
            "Everything that would be ordered now, what is `missing` before it can "
            "be, and the `fingerprint` that stands for it."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses=CheckoutSerializer,
        examples=[examples.CHECKOUT],
    )
    @refuses(*CART, CartEmptyError)
    def get(self, request: Request) -> HttpResponse:
        return json_answer(dumps(checkout.read_checkout(shopper=self.shopper)))

    @extend_schema(
        operation_id="checkout_update",
        summary="Say several things at once",
        description=(
            "For clients that know them: a page with one form, an agent. All of it is noted or, where "
            "one is refused, none; what is not named stays. The answer has the `fingerprint` to pay for."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=ChangeCheckoutSerializer,
        responses=CheckoutSerializer,
        examples=[examples.CHANGES, examples.CHECKOUT],
    )
    @refuses(
        *(*CART, CartEmptyError, CountryNotServedError, ShippingMethodUnavailableError),
        *(PickupPointUnavailableError, UnknownPaymentMethodError, MethodRefusedError),
    )
    def patch(self, request: Request) -> HttpResponse:
        said = self.valid(ChangeCheckoutSerializer)
        return json_answer(dumps(checkout.change_checkout(shopper=self.shopper, said=said)))


class AddressesView(ShopperView):
    @extend_schema(
        operation_id="checkout_addresses_update",
        summary="Say whom the order is for and where it goes",
        description=(
            "The way of sending that was chosen before is kept where it goes there, too. A guest who "
            "`accepts_reminders` has agreed to them; an account does so in its preferences."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=AddressesSerializer,
        responses=CheckoutSerializer,
        examples=[examples.ADDRESSES, examples.CHECKOUT],
    )
    @refuses(*CART, CartEmptyError, CountryNotServedError)
    def put(self, request: Request) -> HttpResponse:
        values = self.valid(AddressesSerializer)
        agrees, wording = values.pop("accepts_reminders"), values.pop("reminder_text")
        told = checkout.set_addresses(shopper=self.shopper, **values)
        if agrees:
            seen = self._seen(request, wording)
            agree_to_reminders(shopper=self.shopper, email=values["email"], circumstances=seen)
        return json_answer(dumps(told))

    def _seen(self, request: Request, wording: str) -> Circumstances:
        """Where a guest agrees, and what was read there."""
        shop, address = self.channel.branding.shown_name, client_address(request)
        return Circumstances(ConsentSource.CHECKOUT, self.locale_code, shop, address, wording)


class ShippingMethodsView(ShopperView):
    @extend_schema(
        operation_id="checkout_shipping_methods_list",
        summary="The ways to send this cart to its address; none before the address is known",
        description="With the price and the days of each, in the order of the shop.",
        tags=TAGS,
        parameters=[CART_TOKEN],
        responses=ShippingMethodListSerializer,
        examples=[examples.METHODS],
    )
    @refuses(*CART, CartEmptyError)
    def get(self, request: Request) -> HttpResponse:
        return json_answer(dumps(checkout.list_methods(shopper=self.shopper)))


class ShippingMethodView(ShopperView):
    @extend_schema(
        operation_id="checkout_shipping_method_update",
        summary="Choose how the order is sent",
        description=(
            "One of the codes of `GET /api/v1/checkout/shipping-methods/`; where it `has_pickup_points`, "
            "with one of them, else `pickup_point` is `missing` before the order can be placed."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=ChooseShippingMethodSerializer,
        responses=CheckoutSerializer,
        examples=[examples.CHOOSE_METHOD, examples.CHOOSE_POINT, examples.CHECKOUT],
    )
    @refuses(*CART, CartEmptyError, ShippingMethodUnavailableError, PickupPointUnavailableError)
    def put(self, request: Request) -> HttpResponse:
        values = self.valid(ChooseShippingMethodSerializer)
        return json_answer(dumps(checkout.set_shipping_method(shopper=self.shopper, **values)))


class PickupPointsView(ShopperView):
    query_parameters = ("method", "country", "postcode")
    throttle_scope = "pickup_points"

    def get_throttles(self) -> list[BaseThrottle]:
        """A carrier may be asked: strangers ask no faster than people do."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="checkout_pickup_points_list",
        summary="Where parcels of a way of sending can wait",
        description=(
            "Twenty at most, the nearest to the postcode first; without one, to the address of the "
            "checkout. Where a carrier cannot be asked, `message` says so in words."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN, *POINTS],
        responses=PickupPointListSerializer,
        examples=[examples.POINTS],
    )
    @refuses(
        *(*CART, ShippingMethodUnavailableError, NoPickupPointsError),
        *(CountryNotServedError, PostcodeOfAnotherCountryError, InvalidParameterError),
    )
    def get(self, request: Request) -> HttpResponse:
        given = request.query_params
        found = checkout.list_pickup_points(
            shopper=self.shopper,
            code=short_text(given, "method", 64),
            country=short_text(given, "country", 2),
            postcode=short_text(given, "postcode", 16),
        )
        return json_answer(dumps(found))


class PaymentMethodView(ShopperView):
    @extend_schema(
        operation_id="checkout_payment_method_update",
        summary="Choose how the order is paid",
        description=(
            "Needed where a way to pay has a `fee`: it is in the totals then, and in what the "
            "fingerprint stands for. Choosing another way, or none, takes it out again."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=ChoosePaymentMethodSerializer,
        responses=CheckoutSerializer,
        examples=[examples.CHOOSE_PAYMENT, examples.CHECKOUT],
    )
    @refuses(*CART, CartEmptyError, UnknownPaymentMethodError, MethodRefusedError)
    def put(self, request: Request) -> HttpResponse:
        values = self.valid(ChoosePaymentMethodSerializer)
        return json_answer(dumps(checkout.set_payment_method(shopper=self.shopper, **values)))


class VatIdView(ShopperView):
    def get_throttles(self) -> list[BaseThrottle]:
        """Each id is a question to the register of the EU, which blocks who asks too often."""
        return [AddressThrottle("vat_id")]

    @extend_schema(
        operation_id="checkout_vat_id_update",
        summary="Name the VAT id of a business in the EU",
        description=(
            "Its form is checked, then the register of the EU is asked. Confirmed, and in the country "
            "that the goods go to from another one, the business owes the tax itself: the totals have none. "
            "Where the register does not answer, `vat_id` of the checkout says so and tax is charged. "
            "Say the addresses first; an empty id takes it out."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=SetVatIdSerializer,
        responses=CheckoutSerializer,
        examples=[examples.VAT_ID, examples.CHECKOUT],
    )
    @refuses(
        *(*CART, CartEmptyError, VatIdNotTakenError, MalformedVatIdError),
        *(ForeignVatIdError, UnknownVatIdError),
    )
    def put(self, request: Request) -> HttpResponse:
        values = self.valid(SetVatIdSerializer)
        return json_answer(dumps(checkout.set_vat_id(shopper=self.shopper, **values)))


class PlacingView(ShopperView):
    def get_throttles(self) -> list[BaseThrottle]:
        """An order holds stock before it is paid: no caller and no account may take it all."""
        scopes = ("order", "order_hourly")
        by_address = [AddressThrottle(scope) for scope in scopes]
        if not self.request.user.is_authenticated:
            return [*by_address]
        return [*by_address, *(PrincipalThrottle(scope) for scope in scopes)]


class PlaceOrderView(PlacingView):
    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """A gateway is asked once the order is committed: tell what the customer has to do next."""
        if response.status_code == status.HTTP_201_CREATED:
            response.content = dumps(with_answered_payments(orjson.loads(response.content)))
        return super().finalize_response(request, response, *args, **kwargs)

    @extend_schema(
        operation_id="checkout_place",
        summary="Place the order that was reviewed",
        description=(
            "Whatever differs from what the fingerprint stands for is refused, and nothing is "
            "ordered: 409 `checkout_changed` with `changes` (each with `kind`, `line_id`, `name`, "
            "`before` and `after`), 409 `insufficient_stock`, or 409 `voucher_unavailable`. So is an order "
            "without the terms it takes, 409 `terms_not_accepted`, or with earlier ones, 409 "
            "`terms_changed`; both name the `version` in force. A payment "
            "with a `next_step` waits for the customer: show its `text`. What is paid before there is an "
            "order begins at `POST checkout/payments/`."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=PlaceOrderSerializer,
        responses={201: PlacedOrderSerializer},
        examples=[examples.PLACE, PLACED],
    )
    @refuses(*CART, *PLACING)
    @idempotent(required=True)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(PlaceOrderSerializer)
        placed = place_order(shopper=self.shopper, **values)
        body = placed_order_json(placed.order, placed.payments)
        return json_answer(dumps(body), status=status.HTTP_201_CREATED)
