"""The one question behind every door: is this the password of that person, and may they enter?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import authenticate

from commerce.accounts import selectors
from commerce.accounts.errors import InvalidCredentialsError
from commerce.accounts.models import User, normalise_email

from .attempts import charge_attempt, forgive_attempt


def authenticate_person(
    *,
    email: str,
    password: str,
    network: str,
    may_enter: Callable[[User], bool] | None = None,
) -> User:
    """Return the active person with that address and password, if they may enter.

    Raises InvalidCredentialsError for a wrong password, an unknown address, a locked account and a
    person who may not enter: after the same work, and counted as the same failure, so that no door
    tells which it was. Raises TooManyAttemptsError before anything is looked at.
    """
    charge_attempt(email=email, network=network)
    is_welcome = may_enter is None or _is_welcome(email, may_enter)
    user = authenticate(username=normalise_email(email), password=password)
    if not isinstance(user, User) or not is_welcome:
        raise InvalidCredentialsError
    forgive_attempt(email=email, network=network)
    return user


def _is_welcome(email: str, may_enter: Callable[[User], bool]) -> bool:
    """Asked before the password is, so that the time of the answer does not depend on both."""
    user = selectors.find_user(email=email)
    return user is not None and may_enter(user)
