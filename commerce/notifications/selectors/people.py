"""What is known of some people, read for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from commerce.notifications.enums import Medium
from commerce.notifications.models import Consent, Preference, Suppression, Wishes

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.notifications.registry import Kind
    from commerce.notifications.shapes import Recipient

# The medium decides which of a person's addresses can be suppressed.
ADDRESSED = (Medium.EMAIL, Medium.SMS)
Key = int | str


@dataclass(frozen=True, slots=True)
class Known:
    """What some people want of one kind in one medium; an account counts before its address."""

    emails: dict[int, str] = field(default_factory=dict)
    wishes: dict[int, Wishes] = field(default_factory=dict)
    choices: dict[Key, bool] = field(default_factory=dict)
    consents: dict[Key, bool] = field(default_factory=dict)
    suppressed: frozenset[str] = frozenset()

    def email_of(self, person: Recipient) -> str:
        return (person.email or self.emails.get(person.user_id or 0, "")).lower()

    def wishes_of(self, person: Recipient) -> Wishes | None:
        return self.wishes.get(person.user_id or 0)

    def choice_of(self, person: Recipient) -> bool | None:
        return self._first(self.choices, person)

    def has_agreed(self, person: Recipient) -> bool:
        return self._first(self.consents, person) is True

    def is_suppressed(self, person: Recipient, medium: Medium) -> bool:
        address = person.telephone if medium == Medium.SMS else self.email_of(person)
        return medium in ADDRESSED and address in self.suppressed

    def _first(self, found: dict[Key, bool], person: Recipient) -> bool | None:
        keys = (person.user_id or 0, self.email_of(person), person.telephone)
        return next((found[key] for key in keys if key in found), None)


def read_wishes(*, people: Iterable[Recipient], channel_id: int) -> dict[int, Wishes]:
    """Return the wishes of those who have any, by account. One query, none without accounts."""
    ids = {person.user_id for person in people if person.user_id}
    rows = Wishes.objects.filter(user__in=ids, tenant__channels=channel_id) if ids else ()
    return {row.user_id: row for row in rows}


def read_known(
    *, kind: Kind, people: Sequence[Recipient], medium: Medium, channel_id: int
) -> Known:
    """Return what decides whether these people are told. Five queries, however many they are."""
    ids = {person.user_id for person in people if person.user_id}
    emails = dict(get_user_model().objects.filter(pk__in=ids).values_list("pk", "email"))
    addresses = {each.lower() for person in people for each in _addresses(person)}
    addresses |= {email.lower() for email in emails.values()}
    about = {"kind": kind.code, "medium": medium, "tenant__channels": channel_id}
    theirs = _of_people(ids, addresses)
    return Known(
        emails=emails,
        wishes=read_wishes(people=people, channel_id=channel_id),
        choices=_by_person(Preference.objects.filter(theirs, **about), "is_wanted"),
        consents=_consents(Consent.objects.filter(theirs, **about), is_asked=kind.needs_consent),
        suppressed=_suppressed(addresses, medium, channel_id),
    )


def _addresses(person: Recipient) -> list[str]:
    return [each for each in (person.email, person.telephone) if each]


def _of_people(ids: Iterable[int], addresses: Iterable[str]) -> Q:
    return Q(user__in=ids) | Q(user=None, address__in=addresses)


def _by_person(rows: QuerySet[Any], member: str) -> dict[Key, bool]:
    return {
        user_id or address: value
        for user_id, address, value in rows.values_list("user_id", "address", member)
    }


def _consents(rows: QuerySet[Consent], *, is_asked: bool) -> dict[Key, bool]:
    """The last word of each person, which is the newest row."""
    return _by_person(rows.order_by("pk"), "is_given") if is_asked else {}


def _suppressed(addresses: Iterable[str], medium: Medium, channel_id: int) -> frozenset[str]:
    if medium not in ADDRESSED:
        return frozenset()
    rows = Suppression.objects.filter(
        address__in=addresses, medium=medium, tenant__channels=channel_id, lifted_at=None
    )
    return frozenset(rows.values_list("address", flat=True))
