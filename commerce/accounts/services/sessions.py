"""Signing in, keeping signed in, signing out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone

from commerce.accounts import selectors
from commerce.accounts.errors import (
    InactiveUserError,
    InvalidCredentialsError,
    RefreshTokenReusedError,
    SessionEndedError,
    TokenForOtherTenantError,
)
from commerce.accounts.events import SessionEnded, UserLoggedIn
from commerce.accounts.models import LoginSession, User, normalise_email
from commerce.accounts.tokens import AccessToken, Claims, RefreshToken, read_refresh_token
from commerce.core.bus import publish

from .registration import ensure_membership

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in person and the tokens to prove it; the tokens are shown once and not kept."""

    user: User
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    access_expires_in: int


def log_in(*, email: str, password: str, channel: Channel, cart_token: str = "") -> Session:
    """Start a session for whoever knows the password.

    Raises InvalidCredentialsError, after the same time of hashing whether or not the address is
    known.
    """
    user = authenticate(username=normalise_email(email), password=password)
    if not isinstance(user, User):
        raise InvalidCredentialsError
    return start_session(user=user, channel=channel, cart_token=cart_token)


@transaction.atomic
def start_session(
    *, user: User, channel: Channel, cart_token: str = "", now: datetime | None = None
) -> Session:
    """Start a session; publishes UserLoggedIn, in whose transaction the guest's cart is merged.

    Clears away the person's expired sessions, so that they do not pile up.
    """
    now = now or timezone.now()
    LoginSession.objects.filter(user=user, expires_at__lt=now).delete()
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    session = _issue(LoginSession(user=user, channel=channel, started_at=now), channel, now)
    User.objects.filter(pk=user.pk).update(last_login=now)
    publish(
        UserLoggedIn(
            user_id=user.pk, channel_id=channel.pk, cart_token_hash=_hash_of_token(cart_token)
        )
    )
    return session


def refresh_session(*, refresh: str, channel: Channel, now: datetime | None = None) -> Session:
    """Exchange a refresh token for a new pair; the old one is spent.

    A spent token that comes again ends its whole session and raises RefreshTokenReusedError: one
    of the two who hold it is a thief. Raises InvalidTokenError, TokenForOtherTenantError,
    SessionEndedError and InactiveUserError.
    """
    claims = _read_own_token(refresh, channel)
    with transaction.atomic():
        row = selectors.lock_session(session_id=claims.session_id)
        if row is None or row.ended_at is not None:
            raise SessionEndedError
        if not row.user.is_active:
            raise InactiveUserError
        if row.refresh_id == claims.token_id:
            return _issue(row, channel, now or timezone.now())
        _end(row, is_suspicious=True)
    raise RefreshTokenReusedError


@transaction.atomic
def end_session(*, refresh: str, channel: Channel) -> None:
    """End the session of that refresh token, spent or not; access tokens of it end at once.

    Ending it twice changes nothing. Raises TokenForOtherTenantError and InvalidTokenError.
    """
    claims = _read_own_token(refresh, channel)
    row = selectors.lock_session(session_id=claims.session_id)
    if row is not None and row.ended_at is None:
        _end(row)


def _issue(row: LoginSession, channel: Channel, now: datetime) -> Session:
    """Give the session a new pair of tokens; the row forgets the former refresh token."""
    refresh, access = (
        kind.issue(
            user_id=row.user.public_id,
            tenant_id=channel.tenant.public_id,
            session_id=row.public_id,
            now=now,
        )
        for kind in (RefreshToken, AccessToken)
    )
    row.refresh_id = Claims.of(refresh).token_id
    row.refreshed_at, row.expires_at = now, now + RefreshToken.lifetime
    row.save()
    return Session(
        user=row.user,
        access=str(access),
        refresh=str(refresh),
        access_expires_in=int(AccessToken.lifetime.total_seconds()),
    )


def _end(row: LoginSession, *, is_suspicious: bool = False) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    publish(
        SessionEnded(
            user_id=row.user_id,
            channel_id=row.channel_id,
            session_id=row.pk,
            is_suspicious=is_suspicious,
        )
    )


def _read_own_token(refresh: str, channel: Channel) -> Claims:
    claims = read_refresh_token(refresh)
    if claims.tenant_id != channel.tenant.public_id:
        raise TokenForOtherTenantError
    return claims


def _hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest() if token else ""
