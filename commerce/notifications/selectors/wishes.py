"""Reads of what one person wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.accounts.permissions import works_in_back_office
from commerce.notifications.enums import Audience, Medium
from commerce.notifications.models import Consent, Preference, Wishes
from commerce.notifications.registry import Kind, list_kinds

if TYPE_CHECKING:
    from commerce.accounts.models import User


def list_kinds_for(user: User) -> list[Kind]:
    """Return the kinds that the person may be told of."""
    audiences = {Audience.CUSTOMER, *([Audience.STAFF] if works_in_back_office(user) else [])}
    return [kind for kind in list_kinds() if kind.audience in audiences]


def find_wishes(*, user: User, tenant_id: int) -> Wishes:
    """Return the person's wishes; those of everybody, unsaved, where there are none."""
    found = Wishes.objects.filter(user=user, tenant=tenant_id).first()
    return found or Wishes(user=user, tenant_id=tenant_id)


def list_choices(*, user: User, tenant_id: int) -> dict[tuple[str, str], bool]:
    """Return by kind and medium what the person has chosen, and agreed to. Two queries."""
    own = {"user": user, "tenant": tenant_id}
    chosen = Preference.objects.filter(**own).values_list("kind", "medium", "is_wanted")
    agreed = Consent.objects.filter(**own).order_by("pk").values_list("kind", "medium", "is_given")
    given = {(kind, medium): is_given for kind, medium, is_given in agreed}
    wanted = {(kind, medium): is_wanted for kind, medium, is_wanted in chosen}
    return {
        (kind.code, medium): _is_on(kind, medium, wanted, given)
        for kind in list_kinds_for(user)
        for medium in kind.media
    }


def _is_on(
    kind: Kind,
    medium: Medium,
    wanted: dict[tuple[str, str], bool],
    given: dict[tuple[str, str], bool],
) -> bool:
    """Without a choice a kind is on, unless it needs consent."""
    key = (kind.code, str(medium))
    if kind.is_mandatory:
        return True
    if kind.needs_consent and not given.get(key):
        return False
    return wanted.get(key, True)
