"""Signing in, keeping signed in, signing out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.accounts import selectors
from commerce.accounts.errors import (
    InactiveUserError,
    RefreshTokenReusedError,
    SessionEndedError,
    TokenForOtherTenantError,
)
from commerce.accounts.events import SessionEnded, UserLoggedIn
from commerce.accounts.models import LoginSession, User
from commerce.accounts.tokens import AccessToken, Claims, RefreshToken, read_refresh_token
from commerce.core.bus import publish

from .credentials import authenticate_person
from .registration import ensure_membership

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Two servers of one storefront may present the same token at the same moment; see the ADR on sign-in.
GRACE = timedelta(seconds=30)
MOST_SPENT_IDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in person and the tokens to prove it; the tokens are shown once and not kept."""

    user: User
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    access_expires_in: int


def log_in(
    *, email: str, password: str, network: str, channel: Channel, cart_token: str = ""
) -> Session:
    """Start a session for whoever knows the password.

    Raises InvalidCredentialsError, after the same time of hashing whether or not the address is
    known, and TooManyAttemptsError.
    """
    user = authenticate_person(email=email, password=password, network=network)
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

    Within the grace of 30 seconds a spent token gets the newest pair again. One that comes later
    ends its whole session and raises RefreshTokenReusedError: one of the two who hold it is a
    thief. Raises InvalidTokenError, TokenForOtherTenantError, SessionEndedError and
    InactiveUserError.
    """
    now = now or timezone.now()
    claims = _read_own_token(refresh, channel)
    with transaction.atomic():
        row = _lock_living_session(claims)
        if row.refresh_id == claims.token_id:
            return _rotate(row, channel, now)
        if _is_within_grace(row, claims.token_id, now):
            return _repeat(row, channel, now)
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


@transaction.atomic
def end_sessions(*, user: User, kept: str = "", tenant_id: int | None = None) -> None:
    """End all sessions of the person, at one tenant only where it is given, save for the one of that
    public id, which goes on.

    Ending it under the new password is what keeps it: its mark is renewed.
    """
    rows = LoginSession.objects.select_for_update().filter(user=user, ended_at=None)
    if tenant_id is not None:
        rows = rows.filter(channel__tenant=tenant_id)
    for row in rows.order_by("pk"):
        if row.public_id == kept:
            row.password_mark = user.get_session_auth_hash()
            row.save(update_fields=["password_mark"])
        else:
            _end(row)


def _lock_living_session(claims: Claims) -> LoginSession:
    row = selectors.lock_session(session_id=claims.session_id)
    if row is None or row.ended_at is not None or not selectors.has_valid_mark(row):
        raise SessionEndedError
    if not row.user.is_active:
        raise InactiveUserError
    return row


def _is_within_grace(row: LoginSession, token_id: str, now: datetime) -> bool:
    spent_at = row.spent_ids.get(token_id)
    return spent_at is not None and now.timestamp() - spent_at <= GRACE.total_seconds()


def _rotate(row: LoginSession, channel: Channel, now: datetime) -> Session:
    oldest = (now - GRACE).timestamp()
    spent = {key: at for key, at in row.spent_ids.items() if at >= oldest}
    spent[row.refresh_id] = now.timestamp()
    row.spent_ids = dict(sorted(spent.items(), key=lambda item: item[1])[-MOST_SPENT_IDS:])
    return _issue(row, channel, now)


def _issue(row: LoginSession, channel: Channel, now: datetime) -> Session:
    """Give the session a new pair of tokens; the row forgets the former refresh token."""
    refresh = RefreshToken.issue(**_subject(row, channel), now=now)
    row.refresh_id = Claims.of(refresh).token_id
    row.refreshed_at, row.expires_at = now, now + RefreshToken.lifetime
    row.password_mark = row.user.get_session_auth_hash()
    row.save()
    return _session(row, channel, refresh, now)


def _repeat(row: LoginSession, channel: Channel, now: datetime) -> Session:
    """Give out the newest refresh token again, made anew from its id and its time."""
    refresh = RefreshToken.issue(
        **_subject(row, channel), now=row.refreshed_at, token_id=row.refresh_id
    )
    return _session(row, channel, refresh, now)


def _session(row: LoginSession, channel: Channel, refresh: RefreshToken, now: datetime) -> Session:
    return Session(
        user=row.user,
        access=str(AccessToken.issue(**_subject(row, channel), now=now)),
        refresh=str(refresh),
        access_expires_in=int(AccessToken.lifetime.total_seconds()),
    )


def _subject(row: LoginSession, channel: Channel) -> dict[str, str]:
    return {
        "user_id": row.user.public_id,
        "tenant_id": channel.tenant.public_id,
        "session_id": row.public_id,
    }


def _end(row: LoginSession, *, is_suspicious: bool = False) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    publish(
        SessionEnded(
            user_id=row.user_id,
            channel_id=row.channel_id,
            session_id=row.pk,
            session=row.public_id,
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
