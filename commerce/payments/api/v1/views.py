"""Where gateways tell what happened."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.core.api.refusals import refuses
from commerce.core.api.views import ProblemView
from commerce.payments.errors import (
    NoWebhookError,
    RefundBeforeCaptureError,
    WebhookRefusedError,
)
from commerce.payments.services.webhooks import receive_webhook

TOLD = OpenApiExample(
    "As one gateway tells it",
    '{"type": "captured", "payment": "pay_01JD40AAAABBBBCCCCDDDDEEEE", "amount": "12.30"}',
    media_type="*/*",
    request_only=True,
)


class WebhookView(ProblemView):
    """Who sends is proved by the gateway's own signature over the body as it was sent."""

    authentication_classes = ()

    @extend_schema(
        operation_id="payments_webhook",
        summary="What a payment gateway tells by itself",
        description=(
            "For gateways only: the body is theirs, and so is the proof of who sent it. What was "
            "told before changes nothing. Gateways that tell nothing have no such address."
        ),
        tags=["Payments"],
        request={"*/*": OpenApiTypes.BINARY},
        responses={204: None},
        examples=[TOLD],
    )
    @refuses(NoWebhookError, WebhookRefusedError, RefundBeforeCaptureError)
    def post(self, request: Request, gateway: str) -> Response:
        receive_webhook(gateway=gateway, headers=request.headers, body=request._request.body)
        return Response(status=status.HTTP_204_NO_CONTENT)
