"""What a signed-in customer has saved to pay with."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.accounts.permissions import signed_in_user
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.shapes import component
from commerce.payments.errors import (
    PaymentServiceAwayError,
    SavedMethodNotFoundError,
    UnknownPaymentMethodError,
)
from commerce.payments.services.saved import (
    begin_saving,
    forget_saved_method,
    list_saved_methods,
    list_saving_ways,
    prefer_saved_method,
)
from commerce.payments.shapes import SavedMethodsJson, SavingJson

from .serializers import SavingSerializer

TAGS = ["Account"]
CARD = OpenApiExample(
    "A card",
    {
        "results": [
            {
                "id": "pm_1SavedCard",
                "method": "stripe",
                "label": "Visa •••• 4242",
                "brand": "visa",
                "last_four": "4242",
                "expires": "2034-12-31",
                "is_expired": False,
                "is_default": True,
            }
        ],
        "offered": [{"code": "stripe", "name": "Card"}],
    },
    response_only=True,
)


WANTED = OpenApiExample("With Stripe", {"payment_method": "stripe"}, request_only=True)
BEGUN = OpenApiExample(
    "Begun",
    {
        "method": "stripe",
        "next_step": {
            "client": {
                "provider": "stripe",
                "publishable_key": "pk_test_51Shop",
                "client_secret": "seti_1New_secret_Xy12",
            }
        },
    },
    response_only=True,
    status_codes=["201"],
)


class SavedView(StorefrontView):
    permission_classes = [IsAuthenticated]
    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]


class SavedMethodsView(SavedView):
    @extend_schema(
        operation_id="account_payment_methods_list",
        summary="What the customer has saved to pay with",
        description=(
            "Of the payment methods of this channel, from whoever keeps it. What somebody keeps who "
            "does not answer now is missing. Saved with `saves_method` while paying, "
            "or by POST without: `offered` says of what."
        ),
        tags=TAGS,
        responses={200: component(SavedMethodsJson)},
        examples=[CARD],
    )
    def get(self, request: Request) -> HttpResponse:
        user = signed_in_user(request)
        answer = json_answer(
            dumps(
                {
                    "results": list_saved_methods(user=user, channel_id=self.channel.pk),
                    "offered": list_saving_ways(channel_id=self.channel.pk),
                }
            )
        )
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    @extend_schema(
        operation_id="account_payment_methods_create",
        summary="Save something to pay with, without paying",
        description=(
            "Begins it: the payment service's own script asks for the card with `next_step.client`, "
            "and for the bank's consent where that is needed (Stripe: `confirmSetup`). It is in the "
            "list as soon as the script says that it succeeded. 422 `unknown_payment_method` for what "
            "saves nothing."
        ),
        tags=TAGS,
        request=SavingSerializer,
        responses={201: component(SavingJson)},
        examples=[WANTED, BEGUN],
    )
    @refuses(UnknownPaymentMethodError, PaymentServiceAwayError)
    def post(self, request: Request) -> HttpResponse:
        method = self.valid(SavingSerializer)["payment_method"]
        user = signed_in_user(request)
        begun = begin_saving(user=user, channel_id=self.channel.pk, method=method)
        return json_answer(dumps(begun), status=201)


class SavedMethodView(SavedView):
    @extend_schema(
        operation_id="account_payment_methods_delete",
        summary="Forget a saved way to pay",
        description="Missing and not yours are the same 404 `saved_method_not_found`.",
        tags=TAGS,
        responses={204: None},
    )
    @refuses(SavedMethodNotFoundError, PaymentServiceAwayError)
    def delete(self, request: Request, method_id: str) -> HttpResponse:
        user = signed_in_user(request)
        forget_saved_method(user=user, channel_id=self.channel.pk, reference=method_id)
        return HttpResponse(status=204)


class DefaultMethodView(SavedView):
    @extend_schema(
        operation_id="account_payment_methods_default",
        summary="Pay with a saved way to pay first",
        description=(
            "It is the default from now on, and no other is. Missing and not yours are the same 404 "
            "`saved_method_not_found`."
        ),
        tags=TAGS,
        request=None,
        responses={204: None},
    )
    @refuses(SavedMethodNotFoundError, PaymentServiceAwayError)
    def put(self, request: Request, method_id: str) -> HttpResponse:
        user = signed_in_user(request)
        prefer_saved_method(user=user, channel_id=self.channel.pk, reference=method_id)
        return HttpResponse(status=204)
