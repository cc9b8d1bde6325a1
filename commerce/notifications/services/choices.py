"""What people choose: kinds on and off, quiet hours, digests, languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django.db import transaction

from commerce.accounts.services import note_wish_for_news
from commerce.notifications.enums import Medium
from commerce.notifications.errors import (
    HalfQuietHoursError,
    MandatoryKindError,
    UnknownPreferenceError,
    UnknownTimeZoneError,
)
from commerce.notifications.kinds import ANNOUNCEMENT
from commerce.notifications.models import Preference, Wishes
from commerce.notifications.selectors.wishes import list_kinds_for

from . import consents
from .consents import Circumstances

if TYPE_CHECKING:
    from commerce.accounts.models import User


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind is wanted in a medium, or not."""

    kind: str
    medium: Medium
    is_wanted: bool


@transaction.atomic
def change_everything(
    *,
    user: User,
    tenant_id: int,
    choices: Sequence[Choice],
    changes: Mapping[str, Any],
    circumstances: Circumstances,
) -> None:
    """Change kinds and wishes of a person together, or nothing. Raises what the two of them raise."""
    change_preferences(user=user, tenant_id=tenant_id, choices=choices, circumstances=circumstances)
    if changes:
        change_wishes(user=user, tenant_id=tenant_id, changes=changes)


@transaction.atomic
def change_preferences(
    *, user: User, tenant_id: int, choices: Sequence[Choice], circumstances: Circumstances
) -> None:
    """Switch kinds on and off for a person; what needs consent is written down as one.

    Choosing the same twice changes nothing. Raises UnknownPreferenceError and MandatoryKindError,
    and changes nothing then.
    """
    kinds = {kind.code: kind for kind in list_kinds_for(user)}
    for choice in choices:
        kind = kinds.get(choice.kind)
        if kind is None or choice.medium not in kind.media:
            raise UnknownPreferenceError(kind=choice.kind, medium=str(choice.medium))
        if kind.is_mandatory and not choice.is_wanted:
            raise MandatoryKindError(kind=str(kind.name))
        owner = {"user": user, "tenant_id": tenant_id}
        choose(owner=owner, address=user.email, choice=choice, circumstances=circumstances)


def choose(
    *,
    owner: Mapping[str, Any],
    address: str,
    choice: Choice,
    circumstances: Circumstances,
    is_withdrawal: bool = False,
) -> None:
    """Write one choice of a person down, and the consent that it gives or withdraws.

    The profile of an account says the same of news as its preferences.
    """
    about = {**owner, "kind": choice.kind, "medium": choice.medium}
    Preference.objects.update_or_create(**about, defaults={"is_wanted": choice.is_wanted})
    user_id = owner.get("user_id") or getattr(owner.get("user"), "pk", None)
    if user_id and (choice.kind, choice.medium) == (ANNOUNCEMENT.code, Medium.EMAIL):
        note_wish_for_news(user_id=user_id, is_wanted=choice.is_wanted)
    consents.record(
        about=about,
        address=address,
        is_given=choice.is_wanted,
        circumstances=circumstances,
        is_withdrawal=is_withdrawal,
    )


@transaction.atomic
def change_wishes(*, user: User, tenant_id: int, changes: Mapping[str, Any]) -> Wishes:
    """Change quiet hours, time zone, digest or language of a person.

    Raises UnknownTimeZoneError and HalfQuietHoursError.
    """
    row, _made = Wishes.objects.select_for_update().get_or_create(user=user, tenant_id=tenant_id)
    for name, value in changes.items():
        setattr(row, name, value)
    if row.time_zone not in available_timezones():
        raise UnknownTimeZoneError(time_zone=row.time_zone, pointer="/time_zone")
    if (row.quiet_from is None) != (row.quiet_until is None):
        raise HalfQuietHoursError(pointer="/quiet_until")
    row.save()
    return row
