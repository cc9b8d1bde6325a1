"""Register, sign in, stay signed in, sign out, and the own profile."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.accounts import services
from commerce.accounts.authentication import CHALLENGE
from commerce.accounts.errors import (
    EmailTakenError,
    InactiveUserError,
    InvalidCredentialsError,
    InvalidTokenError,
    PasswordResetTokenError,
    RefreshTokenReusedError,
    SessionEndedError,
    TokenForOtherTenantError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from commerce.accounts.permissions import session_of, signed_in_user
from commerce.core.api.principals import CART_TOKEN_HEADER, client_address, client_network
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView

from .serializers import (
    CredentialsSerializer,
    PasswordChangeSerializer,
    PasswordResetRequestSerializer,
    PasswordResetSerializer,
    ProfileSerializer,
    RefreshTokenSerializer,
    RegistrationSerializer,
    SessionSerializer,
    TokensSerializer,
    UserSerializer,
)
from .throttles import EmailThrottle

TOKEN = (InvalidTokenError, TokenForOtherTenantError)
_CART_TOKEN = OpenApiParameter(
    CART_TOKEN_HEADER,
    str,
    OpenApiParameter.HEADER,
    description="The guest's cart, to be merged into the person's own.",
)


class AuthView(StorefrontView):
    """No answer about accounts may be kept by a cache, and each 401 says how to sign in."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        if answer.status_code == status.HTTP_401_UNAUTHORIZED:
            answer.headers.setdefault("WWW-Authenticate", CHALLENGE)
        return answer

    def reading(self, words: str) -> services.Reading:
        """What the caller had before them when choosing."""
        return services.Reading(
            wording=words,
            locale=self.locale_code,
            network_address=client_address(self.request),
        )


class EntranceView(AuthView):
    """For callers who are not signed in: an Authorization header, however old, is not looked at."""

    authentication_classes = []

    def checked(self, serializer: type[Any]) -> dict[str, Any]:
        """The valid values of the request's body."""
        body = serializer(data=self.request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)

    @property
    def cart_token(self) -> str:
        return self.request.headers.get(CART_TOKEN_HEADER, "")


class RegisterView(EntranceView):
    throttle_classes = [AddressThrottle]
    throttle_scope = "register"

    @extend_schema(
        tags=["auth"],
        summary="Make an account and sign in",
        description="An address that is known already is answered with 409 `email_taken`.",
        parameters=[_CART_TOKEN],
        request=RegistrationSerializer,
        responses={201: SessionSerializer},
    )
    @refuses(EmailTakenError)
    def post(self, request: Request) -> Response:
        values = self.checked(RegistrationSerializer)
        reading = self.reading(values.pop("marketing_text", ""))
        user = services.register_user(
            registration=services.Registration(**values), channel=self.channel, reading=reading
        )
        session = services.start_session(
            user=user, channel=self.channel, cart_token=self.cart_token
        )
        return Response(SessionSerializer(session).data, status=status.HTTP_201_CREATED)


class LoginView(EntranceView):
    throttle_classes = [AddressThrottle]
    throttle_scope = "login"

    @extend_schema(
        tags=["auth"],
        summary="Sign in",
        description=(
            "Wrong password and unknown address get the same 401 `invalid_credentials`. Who tries "
            "too often waits longer each time: 429 `throttled` with `Retry-After`, per network and "
            "per account and network, never for the owner who comes from elsewhere."
        ),
        parameters=[_CART_TOKEN],
        request=CredentialsSerializer,
        responses={200: SessionSerializer},
    )
    @refuses(InvalidCredentialsError, TooManyAttemptsError)
    def post(self, request: Request) -> Response:
        session = services.log_in(
            **self.checked(CredentialsSerializer),
            network=client_network(request),
            channel=self.channel,
            cart_token=self.cart_token,
        )
        return Response(SessionSerializer(session).data)


class RefreshView(EntranceView):
    throttle_classes = [AddressThrottle]
    throttle_scope = "refresh"

    @extend_schema(
        tags=["auth"],
        summary="Exchange a refresh token for a new pair",
        description=(
            "Each refresh token works once. Presented again within 30 seconds, as by two servers of "
            "one storefront, it gets the newest pair once more; later it ends its session: 401 "
            "`refresh_token_reused`, and from then on 401 `session_ended`."
        ),
        request=RefreshTokenSerializer,
        responses={200: TokensSerializer},
    )
    @refuses(*TOKEN, RefreshTokenReusedError, SessionEndedError, InactiveUserError)
    def post(self, request: Request) -> Response:
        session = services.refresh_session(
            **self.checked(RefreshTokenSerializer), channel=self.channel
        )
        return Response(TokensSerializer(session).data)


class LogoutView(EntranceView):
    @extend_schema(
        tags=["auth"],
        summary="Sign out",
        description="Ends the session at once, its access tokens too. Doing it twice is fine.",
        request=RefreshTokenSerializer,
        responses={204: None},
    )
    @refuses(*TOKEN)
    def post(self, request: Request) -> Response:
        services.end_session(**self.checked(RefreshTokenSerializer), channel=self.channel)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MeView(AuthView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        tags=["auth"],
        summary="Read the own profile",
        description="The person whose access token came along.",
        responses=UserSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response(UserSerializer(request.user).data)

    @extend_schema(
        tags=["auth"],
        summary="Change the own profile",
        description="Members that are left out stay as they are.",
        request=ProfileSerializer,
        responses=UserSerializer,
    )
    def patch(self, request: Request) -> Response:
        body = ProfileSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        changes = dict(body.validated_data)
        reading = self.reading(changes.pop("marketing_text", ""))
        user = services.update_profile(
            user=signed_in_user(request), changes=changes, channel=self.channel, reading=reading
        )
        return Response(UserSerializer(user).data)


class PasswordView(AuthView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        tags=["auth"],
        summary="Choose another password",
        description=(
            "All other sessions of the person end, here and in the back office; the one that asks "
            "goes on. A wrong present password is 400 `wrong_password`, tried too often 429."
        ),
        request=PasswordChangeSerializer,
        responses={204: None},
    )
    @refuses(WrongPasswordError, TooManyAttemptsError)
    def post(self, request: Request) -> Response:
        body = PasswordChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.change_password(
            user=signed_in_user(request),
            **body.validated_data,
            network=client_network(request),
            session_id=session_of(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class PasswordResetRequestView(EntranceView):
    throttle_classes = [AddressThrottle, EmailThrottle]
    throttle_scope = "password_reset"
    email_throttle_scope = "password_reset_email"

    @extend_schema(
        tags=["auth"],
        summary="Ask for a letter with a way back into an account",
        description=(
            "The answer is the same whether or not there is an account with that address. The "
            "letter has a link to the storefront that works once, for an hour, and is worth "
            "nothing after the next change of the password."
        ),
        request=PasswordResetRequestSerializer,
        responses={202: None},
    )
    def post(self, request: Request) -> Response:
        services.request_password_reset(
            **self.checked(PasswordResetRequestSerializer),
            channel=self.channel,
            locale=self.locale_code,
        )
        return Response(status=status.HTTP_202_ACCEPTED)


class PasswordResetView(EntranceView):
    throttle_classes = [AddressThrottle]
    throttle_scope = "password_reset_confirm"

    @extend_schema(
        tags=["auth"],
        summary="Choose a new password with the token of a letter",
        description=(
            "All sessions of the person end. A token that was used, is too old or forged is 400 "
            "`password_reset_token_invalid`."
        ),
        request=PasswordResetSerializer,
        responses={204: None},
    )
    @refuses(PasswordResetTokenError)
    def post(self, request: Request) -> Response:
        services.reset_password(**self.checked(PasswordResetSerializer))
        return Response(status=status.HTTP_204_NO_CONTENT)
