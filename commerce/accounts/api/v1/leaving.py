"""What is kept of oneself: to take along, and to be forgotten."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.accounts import services
from commerce.accounts.errors import (
    StaffAccountError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from commerce.accounts.permissions import signed_in_user
from commerce.core.api.principals import client_network
from commerce.core.api.refusals import refuses

from .serializers import ClosingSerializer
from .views import AuthView


class DataView(AuthView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        tags=["auth"],
        summary="Take along what the shop keeps of oneself",
        description=(
            "For each part of the shop its kinds of rows, as they are stored. Rows that "
            "are known by an address alone are in it once that address is confirmed."
        ),
        responses=OpenApiTypes.OBJECT,
        examples=[
            OpenApiExample(
                "What is kept",
                value={"account": {"profile": [{"email": "ada@example.com", "first_name": "Ada"}]}},
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> Response:
        data = services.export_account(
            user=signed_in_user(request), tenant_id=self.channel.tenant_id
        )
        return Response(data)


class CloseView(AuthView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        tags=["auth"],
        summary="Close the own account",
        description=(
            "The person is forgotten at this shop's business at once and for good; orders are kept for "
            "the books, without the account. Accounts of the back office are 409 `staff_account`, a "
            "wrong password is 400 `wrong_password`."
        ),
        request=ClosingSerializer,
        responses={204: None},
    )
    @refuses(StaffAccountError, WrongPasswordError, TooManyAttemptsError)
    def post(self, request: Request) -> Response:
        body = ClosingSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.close_account(
            user=signed_in_user(request),
            **body.validated_data,
            channel=self.channel,
            network=client_network(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
