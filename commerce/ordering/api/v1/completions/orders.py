"""Paying what an order still owes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.core.api.idempotency import idempotent, key_of
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.ordering.api.v1.orders.views import TOKEN
from commerce.ordering.errors import (
    LinkOverError,
    NothingOwedError,
    OrderCancelledError,
    OrderNotFoundError,
    PaymentRefusedError,
    TermsChangedError,
    TermsNotAcceptedError,
)
from commerce.ordering.selectors.debts import debt_json
from commerce.ordering.selectors.orders import get_order_for
from commerce.ordering.services.completion.completing import settle_open
from commerce.ordering.services.completion.repaying import pay_order
from commerce.payments.errors import UnknownPaymentMethodError
from commerce.tenders.errors import MethodRefusedError

from . import examples
from .serializers import CompletionSerializer, DebtSerializer, PayOrderSerializer
from .views import SPLITTING, BeginningView, answer, wish_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

TAGS = ["Orders"]
REFUSALS = (
    *(OrderNotFoundError, OrderCancelledError, NothingOwedError, PaymentRefusedError),
    *(UnknownPaymentMethodError, MethodRefusedError),
    *(LinkOverError, TermsNotAcceptedError, TermsChangedError),
)


class OrderPaymentsView(BeginningView):
    query_parameters = ("token",)

    def get_throttles(self) -> list[BaseThrottle]:
        """Only beginning a payment is work for others."""
        return [] if self.request.method in SAFE_METHODS else super().get_throttles()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What was paid in another tab is booked first: somebody outside may be asked for that."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and key_of(request, required=True):
            with suppress(OrderNotFoundError):
                settle_open(shopper=self.shopper, order_id=self._order(request).pk)

    @extend_schema(
        operation_id="orders_payments_read",
        summary="What an order still owes, and how that can be paid",
        description=(
            "For its owner, or with the order's `access_token`. What is to be paid later, by invoice "
            "or by transfer, is owed until it has come in. Of a payment link of staff it tells until when "
            "it is valid, and the terms to agree to."
        ),
        tags=TAGS,
        parameters=[TOKEN],
        responses=DebtSerializer,
        examples=[examples.DEBT],
    )
    @refuses(OrderNotFoundError)
    def get(self, request: Request, number: str) -> HttpResponse:
        return json_answer(dumps(debt_json(self._order(request), self.shopper)))

    @extend_schema(
        operation_id="orders_payments_create",
        summary="Pay what an order still owes",
        description=(
            "Another try after one that failed, or another way than was chosen first. Always for what "
            "is owed now. Goes on like a payment of the checkout: follow each `next_step`, then call "
            "`checkout/payments/{id}/complete/`, as a guest with the order's `access_token` as `key`. "
            "The same payment that is under way is answered as it is; another one is let go."
        ),
        tags=TAGS,
        parameters=[TOKEN],
        request=PayOrderSerializer,
        responses={201: CompletionSerializer},
        examples=[examples.BEGIN_AGAIN, examples.WAITING],
    )
    @refuses(*REFUSALS, *SPLITTING)
    @idempotent(required=True)
    def post(self, request: Request, number: str) -> HttpResponse:
        values = self.valid(PayOrderSerializer)
        accepted = values.pop("accepted_terms")
        order = self._order(request)
        begun = pay_order(
            order_id=order.pk,
            shopper=self.shopper,
            wish=wish_of(values),
            accepted_terms=accepted,
        )
        return answer(begun, status=status.HTTP_201_CREATED)

    def _order(self, request: Request) -> Order:
        shopper = self.shopper
        return get_order_for(
            channel=shopper.channel,
            number=self.kwargs["number"],
            user=shopper.user,
            token=request.query_params.get("token"),
        )
