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
from commerce.payments.errors import PaymentServiceAwayError, SavedMethodNotFoundError
from commerce.payments.services.saved import forget_saved_method, list_saved_methods
from commerce.payments.shapes import SavedMethodsJson

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
            }
        ]
    },
    response_only=True,
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
            "does not answer now is missing. Saved with `saves_method` while paying."
        ),
        tags=TAGS,
        responses={200: component(SavedMethodsJson)},
        examples=[CARD],
    )
    def get(self, request: Request) -> HttpResponse:
        user = signed_in_user(request)
        found = list_saved_methods(user=user, channel_id=self.channel.pk)
        answer = json_answer(dumps({"results": found}))
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


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
