"""Making and changing accounts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commerce.accounts import selectors
from commerce.accounts.errors import EmailTakenError
from commerce.accounts.events import NewsChosen, UserRegistered
from commerce.accounts.models import Membership, User, normalise_email
from commerce.core.bus import publish
from commerce.core.errors import FieldError, InvalidInputError

from .addresses import ask_for_confirmation

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a person had before them when choosing: the words, their language, and from where."""

    wording: str = ""
    locale: str = ""
    network_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What a person tells when making an account."""

    email: str
    password: str = field(repr=False)
    first_name: str = ""
    last_name: str = ""
    accepts_marketing: bool = False


def register_user(
    *, registration: Registration, channel: Channel, reading: Reading = Reading()
) -> User:
    """Make an account and its membership of the channel's tenant; publishes UserRegistered, and
    NewsChosen for who wants news.

    Raises EmailTakenError, or InvalidInputError with one entry for each rule the password breaks.
    """
    user = User(
        email=normalise_email(registration.email),
        first_name=registration.first_name,
        last_name=registration.last_name,
        accepts_marketing=registration.accepts_marketing,
    )
    require_good_password(registration.password, user)
    if selectors.find_user(email=user.email) is not None:
        raise EmailTakenError(pointer="/email")
    # Hashing takes a while; nothing may be locked meanwhile.
    user.set_password(registration.password)
    return _save_user(user, channel, reading)


@transaction.atomic
def ensure_membership(*, user: User, tenant_id: int) -> Membership:
    """Return the person's membership of the tenant; the first dealing with it makes one."""
    membership, _created = Membership.objects.get_or_create(user=user, tenant_id=tenant_id)
    return membership


@transaction.atomic
def update_profile(
    *, user: User, changes: dict[str, str | bool], channel: Channel, reading: Reading = Reading()
) -> User:
    """Change names and the wish for news, which publishes NewsChosen.

    Other fields are a programmer's mistake.
    """
    if unknown := changes.keys() - {"first_name", "last_name", "accepts_marketing"}:
        raise ValueError(f"Not part of a profile: {sorted(unknown)}")
    for name, value in changes.items():
        setattr(user, name, value)
    if changes:
        user.save(update_fields=list(changes))
    if "accepts_marketing" in changes:
        _tell_choice(user, channel, reading)
    return user


def note_wish_for_news(*, user_id: int, is_wanted: bool) -> None:
    """Note in the profile what the person has chosen elsewhere, such as by the link in a letter."""
    User.objects.filter(pk=user_id).update(accepts_marketing=is_wanted)


@transaction.atomic
def _save_user(user: User, channel: Channel, reading: Reading) -> User:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # the same address, a moment ago
        raise EmailTakenError(pointer="/email") from None
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    publish(UserRegistered(user_id=user.pk, channel_id=channel.pk))
    ask_for_confirmation(user=user, channel=channel, locale=reading.locale)
    if user.accepts_marketing:
        _tell_choice(user, channel, reading, is_registration=True)
    return user


def _tell_choice(
    user: User, channel: Channel, reading: Reading, *, is_registration: bool = False
) -> None:
    publish(
        NewsChosen(
            user_id=user.pk,
            channel_id=channel.pk,
            is_wanted=user.accepts_marketing,
            is_registration=is_registration,
            **asdict(reading),
        )
    )


def require_good_password(password: str, user: User, *, pointer: str = "/password") -> None:
    """Raise InvalidInputError with one entry for each rule that the password breaks."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInputError(
            [
                FieldError(pointer, problem.code or "invalid", message)
                for problem in error.error_list
                for message in problem.messages
            ]
        ) from None
