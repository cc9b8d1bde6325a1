"""Who is calling the API: a person with an access token of this channel's tenant, or nobody."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from commerce.core.api.refusals import refuses

from . import selectors
from .errors import (
    InactiveUserError,
    InvalidTokenError,
    NotSignedInError,
    SessionEndedError,
    TokenForOtherTenantError,
)
from .models import User
from .tokens import Claims, read_access_token

CHALLENGE = 'Bearer realm="api"'


@refuses(InvalidTokenError, TokenForOtherTenantError, SessionEndedError, InactiveUserError)
class TenantJWTAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`, at the cost of one query.

    Without the header there is no query and nobody is signed in. A token that is forged, expired,
    of another tenant, of an ended session or of a locked account is answered with 401.
    """

    def authenticate(self, request: Request) -> tuple[User, Claims] | None:
        raw = _bearer_token(request)
        if raw is None:
            return None
        try:
            claims = read_access_token(raw)
            _require_own_tenant(claims, request)
            user = selectors.get_user_of_session(
                session_id=claims.session_id, user_id=claims.user_id
            )
        except NotSignedInError as error:
            raise AuthenticationFailed(error.detail, code=error.code) from None
        return user, claims

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


def _bearer_token(request: Request) -> str | None:
    scheme, _, token = get_authorization_header(request).partition(b" ")
    if scheme.lower() != b"bearer":
        return None
    return token.strip().decode("ascii", errors="replace")


def _require_own_tenant(claims: Claims, request: Any) -> None:
    channel = getattr(request, "channel", None)
    if channel is None or channel.tenant.public_id != claims.tenant_id:
        raise TokenForOtherTenantError
