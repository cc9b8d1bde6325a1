"""Taking one's data along, and leaving: what a person may ask of each tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from commerce.accounts import selectors
from commerce.accounts.errors import (
    InvalidCredentialsError,
    StaffAccountError,
    WrongPasswordError,
)
from commerce.accounts.events import AccountClosed
from commerce.accounts.models import LoginSession, Membership, User
from commerce.accounts.permissions import works_in_back_office
from commerce.accounts.registry import read_kept
from commerce.core.bus import publish

from .attempts import forget_attempts
from .credentials import authenticate_person
from .sessions import end_sessions

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def export_account(*, user: User, tenant_id: int) -> dict[str, Any]:
    """Return everything that is kept of the person at that tenant, by context and kind of row."""
    person = selectors.get_person(user_id=user.pk, tenant_id=tenant_id)
    return {"account": selectors.account_rows(user=user, tenant_id=tenant_id), **read_kept(person)}


def close_account(*, user: User, current_password: str, channel: Channel, network: str) -> None:
    """Forget the person at the channel's tenant; publishes AccountClosed. There is no way back.

    Nothing of the account itself is left once no other tenant knows it. Raises StaffAccountError,
    WrongPasswordError and TooManyAttemptsError; then nothing is changed.
    """
    if works_in_back_office(user):
        raise StaffAccountError
    try:
        authenticate_person(email=user.email, password=current_password, network=network)
    except InvalidCredentialsError:
        raise WrongPasswordError(pointer="/current_password") from None
    _close(user.pk, channel)


@transaction.atomic
def _close(user_id: int, channel: Channel) -> None:
    user, tenant_id = selectors.lock_user(user_id=user_id), channel.tenant_id
    publish(AccountClosed(user_id=user.pk, channel_id=channel.pk, tenant_id=tenant_id))
    end_sessions(user=user, tenant_id=tenant_id)
    LoginSession.objects.filter(user=user, channel__tenant=tenant_id).delete()
    Membership.objects.filter(user=user, tenant=tenant_id).delete()
    if not Membership.objects.filter(user=user).exists():
        _anonymise(user)


def _anonymise(user: User) -> None:
    """The row stays for what counts by it; nobody can sign in with it, or read from it who it was."""
    forget_attempts(email=user.email)
    user.email = f"{user.public_id}@closed.invalid"
    user.first_name = user.last_name = ""
    user.accepts_marketing = user.is_active = False
    user.set_unusable_password()
    user.save()
