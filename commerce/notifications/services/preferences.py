"""Who is told of what, on which way, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from commerce.notifications.enums import Digest, Medium, Reason
from commerce.notifications.registry import Kind
from commerce.notifications.selectors.people import Known, read_known, read_wishes

from . import moments
from .unsubscribing import unsubscribe_url

if TYPE_CHECKING:
    from commerce.notifications.models import Wishes
    from commerce.notifications.shapes import Recipient

# What makes a sound, or may.
DISTURBING: Final = (Medium.EMAIL, Medium.SMS, Medium.PUSH)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a person is told. With a `reason` not at all; otherwise not before `not_before`, and
    where it `is_gathered` with other things in one letter.

    `locale` is the person's language; `unsubscribe_url` ends letters of that kind with one click,
    and is empty for mandatory ones.
    """

    locale: str
    reason: Reason | None = None
    not_before: datetime | None = None
    is_gathered: bool = False
    unsubscribe_url: str = ""


def wanted(
    *, kind: Kind, recipient: Recipient, medium: Medium, channel_id: int, now: datetime
) -> Verdict:
    """Return whether and when the person is told of that kind in that medium."""
    (verdict,) = sort_out(
        kind=kind, recipients=[recipient], medium=medium, channel_id=channel_id, now=now
    )
    return verdict


def sort_out(
    *,
    kind: Kind,
    recipients: Sequence[Recipient],
    medium: Medium,
    channel_id: int,
    now: datetime,
) -> list[Verdict]:
    """The same for many people, in order, with as many queries as for one.

    What is mandatory goes out at once, whatever was chosen and whatever the address did before.
    """
    if kind.is_mandatory:
        wishes = read_wishes(people=recipients, channel_id=channel_id)
        return [Verdict(_language(each, wishes.get(each.user_id or 0))) for each in recipients]
    known = read_known(kind=kind, people=recipients, medium=medium, channel_id=channel_id)
    sorting = _Sorting(kind, medium, channel_id, known, now)
    return [sorting.verdict_of(each) for each in recipients]


class _Sorting:
    """One optional kind in one medium, at one moment."""

    def __init__(
        self, kind: Kind, medium: Medium, channel_id: int, known: Known, now: datetime
    ) -> None:
        self.kind, self.medium, self.channel_id = kind, medium, channel_id
        self.known, self.now = known, now

    def verdict_of(self, person: Recipient) -> Verdict:
        wishes = self.known.wishes_of(person)
        locale = _language(person, wishes)
        if reason := self._refusal(person):
            return Verdict(locale, reason)
        is_gathered = self._is_gathered(wishes)
        return Verdict(
            locale,
            not_before=self._moment(wishes, is_gathered=is_gathered),
            is_gathered=is_gathered,
            unsubscribe_url=self._unsubscribe_url(person),
        )

    def _refusal(self, person: Recipient) -> Reason | None:
        if self.known.choice_of(person) is False:
            return Reason.NOT_WANTED
        if self.kind.needs_consent and not self.known.has_agreed(person):
            return Reason.NO_CONSENT
        return Reason.SUPPRESSED if self.known.is_suppressed(person, self.medium) else None

    def _is_gathered(self, wishes: Wishes | None) -> bool:
        may_be = self.kind.may_wait and self.medium == Medium.EMAIL
        return may_be and wishes is not None and wishes.digest != Digest.NONE

    def _moment(self, wishes: Wishes | None, *, is_gathered: bool) -> datetime | None:
        if wishes is None or self.medium not in DISTURBING:
            return None
        if is_gathered:
            return moments.next_digest(wishes, self.now)
        return moments.end_of_quiet(wishes, self.now)

    def _unsubscribe_url(self, person: Recipient) -> str:
        if self.medium != Medium.EMAIL:
            return ""
        return unsubscribe_url(
            kind=self.kind,
            recipient=person,
            medium=self.medium,
            channel_id=self.channel_id,
            address=self.known.email_of(person),
        )


def _language(person: Recipient, wishes: Wishes | None) -> str:
    return (wishes and wishes.locale) or person.locale
