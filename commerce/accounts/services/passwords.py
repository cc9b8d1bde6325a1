"""Changing a password, and the way back for who forgot it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from commerce.accounts import selectors
from commerce.accounts.errors import (
    InvalidCredentialsError,
    PasswordResetTokenError,
    WrongPasswordError,
)
from commerce.accounts.events import PasswordChanged, PasswordResetRequested
from commerce.accounts.models import User, normalise_email
from commerce.core.bus import publish

from .attempts import forget_attempts
from .credentials import authenticate_person
from .registration import require_good_password
from .sessions import end_sessions

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

SEPARATOR = "."


def change_password(
    *, user: User, current_password: str, new_password: str, network: str, session_id: str = ""
) -> None:
    """Give the person a new password and end all their sessions but the one of that public id.

    Raises WrongPasswordError, TooManyAttemptsError, or InvalidInputError with one entry for each
    rule that the new password breaks; then nothing is changed.
    """
    try:
        authenticate_person(email=user.email, password=current_password, network=network)
    except InvalidCredentialsError:
        raise WrongPasswordError(pointer="/current_password") from None
    require_good_password(new_password, user, pointer="/new_password")
    _set_password(user, new_password, kept=session_id)


@transaction.atomic
def request_password_reset(*, email: str, channel: Channel, locale: str) -> None:
    """Ask for a letter to that address. Nothing tells whether there is an account; see the event."""
    publish(
        PasswordResetRequested(email=normalise_email(email), channel_id=channel.pk, locale=locale)
    )


def send_password_reset(*, user: User, channel: Channel, locale: str = "") -> None:
    """Let a worker write to the person how to choose a new password, in the channel's storefront.

    In the channel's default language unless another one of its languages is given.
    """
    is_spoken = locale in channel.locales
    spoken = locale if is_spoken else channel.default_locale
    request_password_reset(email=user.email, channel=channel, locale=spoken)


def reset_token(user: User) -> str:
    """Return the secret of a letter: it works once, for a limited time, and for this password only."""
    return f"{user.public_id}{SEPARATOR}{default_token_generator.make_token(user)}"


def reset_url(user: User, locale: str) -> str:
    """Return the storefront's page. What follows the # is never sent to a server nor to other sites."""
    return f"{settings.STOREFRONT_URL}/{locale}/reset-password#token={reset_token(user)}"


def reset_password(*, token: str, new_password: str) -> User:
    """Give the owner of the letter a new password; all their sessions are over.

    Raises PasswordResetTokenError, or InvalidInputError when the password breaks a rule: then the
    token is still good.
    """
    user = _owner_of(token)
    require_good_password(new_password, user, pointer="/new_password")
    with transaction.atomic():
        # Of two requests with one token the second finds another password.
        selectors.lock_user(user_id=user.pk)
        user = _owner_of(token)
        _set_password(user, new_password)
        forget_attempts(email=user.email)
    return user


def _owner_of(token: str) -> User:
    public_id, _, secret = token.partition(SEPARATOR)
    user = selectors.find_active_user(public_id=public_id)
    if user is None or not default_token_generator.check_token(user, secret):
        raise PasswordResetTokenError(pointer="/token")
    return user


@transaction.atomic
def _set_password(user: User, password: str, *, kept: str = "") -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user, kept=kept)
    publish(PasswordChanged(user_id=user.pk))
