"""The address of an account: another one, and the proof that it is the person's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction

from commerce.accounts import selectors
from commerce.accounts.errors import (
    EmailTakenError,
    EmailTokenError,
    InvalidCredentialsError,
    WrongPasswordError,
)
from commerce.accounts.events import EmailAwaitsConfirmation
from commerce.accounts.models import User, normalise_email
from commerce.core.bus import publish

from .credentials import authenticate_person

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

SALT: Final = "commerce.accounts.confirm-email"
CONFIRMATION_LASTING: Final = timedelta(days=3)


def change_email(
    *,
    user: User,
    current_password: str,
    email: str,
    network: str,
    channel: Channel,
    locale: str,
) -> User:
    """Give the account another address, which is to be confirmed; the same one changes nothing.

    Raises WrongPasswordError, TooManyAttemptsError and EmailTakenError; then nothing is changed.
    """
    try:
        authenticate_person(email=user.email, password=current_password, network=network)
    except InvalidCredentialsError:
        raise WrongPasswordError(pointer="/current_password") from None
    if normalise_email(email) == user.email:
        return user
    try:
        return _change(user.pk, email, channel, locale)
    except IntegrityError:
        raise EmailTakenError(pointer="/email") from None


@transaction.atomic
def ask_for_confirmation(*, user: User, channel: Channel, locale: str) -> None:
    """Have a letter with a link sent to the account's address. One that is confirmed needs none."""
    if not user.is_email_confirmed:
        publish(EmailAwaitsConfirmation(user_id=user.pk, channel_id=channel.pk, locale=locale))


def confirmation_url(user: User, locale: str) -> str:
    """Return the storefront's page. What follows the # is never sent to a server nor to other sites."""
    token = signing.dumps([user.public_id, user.email], salt=SALT)
    return f"{settings.STOREFRONT_URL}/{locale}/confirm-email#token={token}"


@transaction.atomic
def confirm_email(*, token: str) -> User:
    """Note that the address is its owner's. Works once, for three days, for this address only.

    Raises EmailTokenError.
    """
    public_id, email = _read(token)
    found = selectors.find_active_user(public_id=public_id)
    if found is None:
        raise EmailTokenError(pointer="/token")
    user = selectors.lock_user(user_id=found.pk)
    if user.email != email or user.is_email_confirmed:
        raise EmailTokenError(pointer="/token")
    user.confirmed_email = user.email
    user.save(update_fields=["confirmed_email"])
    return user


def _read(token: str) -> tuple[str, str]:
    try:
        public_id, email = signing.loads(token, salt=SALT, max_age=CONFIRMATION_LASTING)
    except (signing.BadSignature, ValueError):
        raise EmailTokenError(pointer="/token") from None
    return public_id, email


@transaction.atomic
def _change(user_id: int, email: str, channel: Channel, locale: str) -> User:
    user = selectors.lock_user(user_id=user_id)
    user.email = normalise_email(email)
    user.save(update_fields=["email"])
    ask_for_confirmation(user=user, channel=channel, locale=locale)
    return user
