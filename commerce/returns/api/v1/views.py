"""Returns and withdrawals, for who has placed the order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.core.api.idempotency import idempotent
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import guessing_limits
from commerce.core.api.views import StorefrontView
from commerce.ordering.errors import GiftCardsSpentError, OrderNotFoundError
from commerce.ordering.selectors.orders import get_order_for
from commerce.payments.errors import PaymentInProgressError
from commerce.returns import errors
from commerce.returns.enums import ReturnReason, ReturnWish
from commerce.returns.selectors.returns import (
    find_return_of,
    list_returns_of,
    return_json,
    returns_json,
    withdrawal_json,
)
from commerce.returns.selectors.rules import rules_of
from commerce.returns.services.photos import read_photo
from commerce.returns.services.requesting import (
    Asked,
    mark_sent,
    request_return,
    take_request_back,
)
from commerce.returns.services.withdrawing import withdraw

from . import examples
from .serializers import (
    AskReturnSerializer,
    ReturnSerializer,
    ReturnsSerializer,
    SendReturnSerializer,
    WithdrawalSerializer,
)

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.returns.models import ReturnRequest

TAGS = ["Orders"]
EMAIL = OpenApiParameter("email", str, description="The address the order was placed with.")
TOKEN = OpenApiParameter("token", str, description="The order's `access_token`.")
ASKING = (
    *(errors.NothingToReturnError, errors.NeverSentError, errors.ReturnWindowOverError),
    *(errors.ReturnExcludedError, errors.AccountNeededError),
    *(errors.PhotoInvalidError, errors.PhotoTooLargeError),
)
STEPPING = (errors.ReturnNotFoundError, errors.ReturnStepRefusedError)


class _OfOrderView(StorefrontView):
    """What is about one order: for its owner, by e-mail address or with its token."""

    query_parameters = ("email", "token")
    throttle_scope = "order_lookup"

    def get_throttles(self) -> list[BaseThrottle]:
        return guessing_limits(self.request)

    def order(self, request: Request) -> Order:
        user = request.user
        return get_order_for(
            channel=self.channel,
            number=self.kwargs["number"],
            user=None if isinstance(user, AnonymousUser) else user,
            email=request.query_params.get("email"),
            token=request.query_params.get("token"),
        )

    def answer(self, order: Order, made: ReturnRequest, **options: Any) -> HttpResponse:
        found = list_returns_of(order).get(pk=made.pk)
        lines = {line.pk: line.public_id for line in order.lines.all()}
        return json_answer(dumps(return_json(found, lines, rules_of(order.channel_id))), **options)


class ReturnsView(_OfOrderView):
    @extend_schema(
        operation_id="orders_returns_read",
        summary="What came back of an order, and what still can",
        description=(
            "The returns of the order with their steps, and of each line how many pieces can still be "
            "sent back and until when. Missing and not yours are the same 404 `order_not_found`."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        responses=ReturnsSerializer,
        examples=[examples.RETURNS],
    )
    @refuses(OrderNotFoundError)
    def get(self, request: Request, number: str) -> HttpResponse:
        return json_answer(dumps(returns_json(self.order(request))))

    @extend_schema(
        operation_id="orders_returns_create",
        summary="Ask to send pieces of an order back",
        description=(
            "Pieces that were sent, within the days of the channel's rules. Answered as it is once "
            "staff have looked at it, or approved at once where the rules say so."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        request=AskReturnSerializer,
        responses={201: ReturnSerializer},
        examples=[examples.ASK, examples.ASKED],
    )
    @refuses(OrderNotFoundError, *ASKING)
    @idempotent(required=True)
    def post(self, request: Request, number: str) -> HttpResponse:
        values, order = self.valid(AskReturnSerializer), self.order(request)
        made = request_return(order_id=order.pk, asked=_asked(values))
        return self.answer(order, made, status=status.HTTP_201_CREATED)


class ReturnSentView(_OfOrderView):
    @extend_schema(
        operation_id="orders_returns_send",
        summary="Say that a return is on its way",
        description=(
            "Once it is approved. Said twice, it is sent once; the last tracking number holds."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        request=SendReturnSerializer,
        responses=ReturnSerializer,
        examples=[examples.SEND, examples.SENT],
    )
    @refuses(OrderNotFoundError, *STEPPING)
    def post(self, request: Request, number: str, return_id: str) -> HttpResponse:
        values, order = self.valid(SendReturnSerializer), self.order(request)
        found = find_return_of(order, return_id)
        return self.answer(order, mark_sent(return_id=found.pk, **values))


class ReturnTakenBackView(_OfOrderView):
    @extend_schema(
        operation_id="orders_returns_cancel",
        summary="Keep the goods after all",
        description="Until they are said to be on their way. Twice changes nothing.",
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        request=None,
        responses=ReturnSerializer,
        examples=[examples.TAKEN_BACK],
    )
    @refuses(OrderNotFoundError, *STEPPING)
    def post(self, request: Request, number: str, return_id: str) -> HttpResponse:
        order = self.order(request)
        found = find_return_of(order, return_id)
        return self.answer(order, take_request_back(return_id=found.pk))


class WithdrawalView(_OfOrderView):
    @extend_schema(
        operation_id="orders_withdraw",
        summary="Withdraw from the contract of an order",
        description=(
            "What has not left the house is cancelled and its money goes back at once; of what has a "
            "return is opened that nobody has to approve. Answers with the receipt, which comes by "
            "letter, too. Declared twice there is one, with the time of the first."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        request=None,
        responses={201: WithdrawalSerializer},
        examples=[examples.WITHDRAWN],
    )
    @refuses(
        OrderNotFoundError,
        errors.WithdrawalOverError,
        GiftCardsSpentError,
        PaymentInProgressError,
    )
    @idempotent(required=True)
    def post(self, request: Request, number: str) -> HttpResponse:
        made = withdraw(order_id=self.order(request).pk)
        return json_answer(dumps(withdrawal_json(made)), status=status.HTTP_201_CREATED)


def _asked(values: dict[str, Any]) -> Asked:
    pieces: Counter[str] = Counter()
    for line in values["lines"]:
        pieces[line["line_id"]] += line["quantity"]
    return Asked(
        pieces=pieces,
        reason=ReturnReason(values["reason"]),
        wish=ReturnWish(values["wish"]),
        comment=values["comment"],
        photo=read_photo(values["photo"]) if values["photo"] else b"",
    )
