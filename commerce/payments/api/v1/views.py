"""Where gateways tell what happened."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.core.api.refusals import refuses
from commerce.core.api.views import ProblemView
from commerce.core.shapes import component
from commerce.payments.errors import NoWebhookError, WebhookRefusedError
from commerce.payments.services.webhooks import receive_webhook
from commerce.payments.shapes import WebhookAnswer

TOLD = OpenApiExample(
    "As one gateway tells it",
    '{"type": "captured", "payment": "pay_01JD40AAAABBBBCCCCDDDDEEEE", "amount": "12.30"}',
    media_type="*/*",
    request_only=True,
)

TAKEN = OpenApiExample("Taken", {"outcome": "booked"}, response_only=True, status_codes=["200"])


class WebhookView(ProblemView):
    """Who sends is proved by the gateway's own signature over the body as it was sent."""

    authentication_classes = ()

    @extend_schema(
        operation_id="payments_webhook",
        summary="What a payment gateway tells by itself",
        description=(
            "For gateways only: the body is theirs, and so is the proof of who sent it; the address "
            "names the provider and its configuration, whose account alone can tell here. What was "
            "told before changes nothing. What does not fit the payment it names is refused and "
            "kept for staff. Gateways that tell nothing have no such address."
        ),
        tags=["Payments"],
        request={"*/*": OpenApiTypes.BINARY},
        responses={200: component(WebhookAnswer)},
        examples=[TOLD, TAKEN],
    )
    @refuses(NoWebhookError, WebhookRefusedError)
    def post(self, request: Request, gateway: str, configuration: str) -> Response:
        outcome = receive_webhook(
            gateway=gateway,
            configuration=configuration,
            headers=request.headers,
            body=request._request.body,
        )
        return Response({"outcome": outcome})
