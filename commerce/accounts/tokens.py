"""Access and refresh tokens: signed, stateless, bound to a tenant and a login session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.tokens import Token

from commerce.accounts.errors import InvalidTokenError

TENANT_CLAIM = "tnt"
SESSION_CLAIM = "sid"


class SessionToken(Token):
    """A token of one login session; `now` decides when it begins and ends.

    With the id of an earlier token and its time, that very token is made again.
    """

    @classmethod
    def issue(
        cls, *, user_id: str, tenant_id: str, session_id: str, now: datetime, token_id: str = ""
    ) -> Self:
        token = cls()
        if token_id:
            token[api_settings.JTI_CLAIM] = token_id
        token.set_iat(at_time=now)
        token.set_exp(from_time=now)
        token[api_settings.USER_ID_CLAIM] = user_id
        token[TENANT_CLAIM] = tenant_id
        token[SESSION_CLAIM] = session_id
        return token


class AccessToken(SessionToken):
    token_type: ClassVar[str] = "access"  # noqa: S105 - the name of a kind
    lifetime = api_settings.ACCESS_TOKEN_LIFETIME


class RefreshToken(SessionToken):
    token_type: ClassVar[str] = "refresh"  # noqa: S105 - the name of a kind
    lifetime = api_settings.REFRESH_TOKEN_LIFETIME


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine token says: whose it is, where, in which session, and its own id."""

    user_id: str
    tenant_id: str
    session_id: str
    token_id: str

    @classmethod
    def of(cls, token: Any) -> Self:
        """Raises InvalidTokenError when a claim is missing."""
        try:
            return cls(
                user_id=token[api_settings.USER_ID_CLAIM],
                tenant_id=token[TENANT_CLAIM],
                session_id=token[SESSION_CLAIM],
                token_id=token[api_settings.JTI_CLAIM],
            )
        except KeyError:
            raise InvalidTokenError from None


def read_access_token(raw: str) -> Claims:
    """The claims of a genuine, unexpired access token. Raises InvalidTokenError."""
    return _read(AccessToken, raw)


def read_refresh_token(raw: str) -> Claims:
    """The claims of a genuine, unexpired refresh token, rotated or not. Raises InvalidTokenError."""
    return _read(RefreshToken, raw)


def _read(kind: type[SessionToken], raw: str) -> Claims:
    try:
        return Claims.of(kind(raw))
    except TokenError:
        raise InvalidTokenError from None
