"""The address of the account: another one, and its confirmation."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.accounts import services
from commerce.accounts.errors import (
    EmailTakenError,
    EmailTokenError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from commerce.accounts.permissions import signed_in_user
from commerce.core.api.principals import client_network
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle

from .serializers import EmailChangeSerializer, EmailConfirmationSerializer, UserSerializer
from .views import AuthView, EntranceView


class EmailView(AuthView):
    permission_classes = [IsAuthenticated]
    throttle_classes = [AddressThrottle]
    throttle_scope = "email_change"

    @extend_schema(
        tags=["auth"],
        summary="Choose another e-mail address",
        description=(
            "It is the account's at once, and a letter asks to confirm it. An address that is known "
            "already is 409 `email_taken`, a wrong present password 400 `wrong_password`."
        ),
        request=EmailChangeSerializer,
        responses=UserSerializer,
    )
    @refuses(EmailTakenError, WrongPasswordError, TooManyAttemptsError)
    def post(self, request: Request) -> Response:
        user = services.change_email(
            user=signed_in_user(request),
            **self.valid(EmailChangeSerializer),
            network=client_network(request),
            channel=self.channel,
            locale=self.locale_code,
        )
        return Response(UserSerializer(user).data)


class ConfirmationLetterView(AuthView):
    permission_classes = [IsAuthenticated]
    throttle_classes = [AddressThrottle]
    throttle_scope = "email_letter"

    @extend_schema(
        tags=["auth"],
        summary="Ask for the letter that confirms the own address",
        description="The first one comes with the account. None is sent to a confirmed address.",
        request=None,
        responses={202: None},
    )
    def post(self, request: Request) -> Response:
        services.ask_for_confirmation(
            user=signed_in_user(request), channel=self.channel, locale=self.locale_code
        )
        return Response(status=status.HTTP_202_ACCEPTED)


class ConfirmationView(EntranceView):
    throttle_classes = [AddressThrottle]
    throttle_scope = "email_confirm"

    @extend_schema(
        tags=["auth"],
        summary="Confirm an address with the token of a letter",
        description=(
            "Whoever has the letter, signed in or not. A token that was used, is older than three days, "
            "forged, or of an address that the account has no more is 400 `email_token_invalid`."
        ),
        request=EmailConfirmationSerializer,
        responses={204: None},
    )
    @refuses(EmailTokenError)
    def post(self, request: Request) -> Response:
        services.confirm_email(**self.valid(EmailConfirmationSerializer))
        return Response(status=status.HTTP_204_NO_CONTENT)
