"""Where providers tell what became of messages."""

from __future__ import annotations

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.core.api.refusals import refuses
from commerce.core.api.views import ProblemView
from commerce.notifications.errors import CallbackRefusedError, UnknownConfigurationError
from commerce.notifications.services.callbacks import receive_callback

from . import examples


class CallbackView(ProblemView):
    """Who sends is proved by the provider's own signature over the body as it was sent."""

    authentication_classes = ()

    @extend_schema(
        operation_id="integrations_callback",
        summary="What a provider tells of messages",
        description=(
            "For providers only: the body is theirs, and so is the proof of who sent it. News that "
            "were heard before change nothing, and are answered alike; what is forged or old is refused."
        ),
        tags=["Integrations"],
        request={"*/*": OpenApiTypes.BINARY},
        responses={204: None},
        examples=[examples.CALLBACK],
    )
    @refuses(UnknownConfigurationError, CallbackRefusedError)
    def post(self, request: Request, configuration: str) -> Response:
        receive_callback(
            configuration=configuration,
            url=f"{settings.PUBLIC_URL}{request.get_full_path()}",
            headers=request.headers,
            body=request._request.body,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
