"""Gift cards, for whoever has one."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView
from commerce.tenders.errors import GiftCardNotFoundError
from commerce.tenders.selectors import get_gift_card

from .serializers import GiftCardBalanceSerializer, GiftCardCodeSerializer

CODE = OpenApiExample("A code", {"code": "7K2M-09XD-Q4T1-HBZ5"}, request_only=True)
BALANCE = OpenApiExample(
    "Something is left",
    {
        "balance": {"amount": "37.50", "currency": "EUR"},
        "expires_at": "2030-01-01T00:00:00Z",
        "last_four": "HBZ5",
    },
    response_only=True,
)


class GiftCardBalanceView(StorefrontView):
    throttle_scope = "gift_card"

    def get_throttles(self) -> list[BaseThrottle]:
        """Codes must not be found by trying."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="gift_cards_balance",
        summary="What is left on a gift card",
        description=(
            "The code is sent in the body, so that no log has it. Unknown, blocked, over and of "
            "another shop are the same 404 `gift_card_not_found`."
        ),
        tags=["Gift cards"],
        request=GiftCardCodeSerializer,
        responses=GiftCardBalanceSerializer,
        examples=[CODE, BALANCE],
    )
    @refuses(GiftCardNotFoundError)
    def post(self, request: Request) -> Response:
        card = get_gift_card(channel_id=self.channel.pk, **self.valid(GiftCardCodeSerializer))
        shown = {
            "balance": card.available,
            "expires_at": card.expires_at,
            "last_four": card.last_four,
        }
        answer = Response(GiftCardBalanceSerializer(shown).data)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
