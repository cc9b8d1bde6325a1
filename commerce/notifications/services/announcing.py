"""Telling many people: a few hundred at a time, for as long as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commerce.core.bus import publish
from commerce.core.texts import unlinked
from commerce.notifications.enums import AnnouncementState, Medium, MessageState, Reason
from commerce.notifications.errors import AnnouncementStateError, AnnouncementTextMissingError
from commerce.notifications.events import MessagesQueued
from commerce.notifications.kinds import ANNOUNCEMENT
from commerce.notifications.models import Announcement, Message
from commerce.notifications.registry import Draft
from commerce.notifications.selectors.segments import list_people_of
from commerce.notifications.shapes import Recipient
from commerce.notifications.writing.filling import fill_letter

from .preferences import Verdict, sort_out

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User

BATCH: Final = 500
MOVES: Final = {
    AnnouncementState.RUNNING: (AnnouncementState.DRAFT, AnnouncementState.PAUSED),
    AnnouncementState.PAUSED: (AnnouncementState.RUNNING,),
    AnnouncementState.STOPPED: (AnnouncementState.RUNNING, AnnouncementState.PAUSED),
}


@transaction.atomic
def move_announcement(*, announcement: Announcement, state: AnnouncementState) -> Announcement:
    """Start or go on, pause, or stop for good; what waits is not sent when it is stopped.

    Raises AnnouncementStateError, and AnnouncementTextMissingError for one without a text in the
    channel's first language.
    """
    row: Announcement = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if row.state not in MOVES[state]:
        raise AnnouncementStateError
    if state == AnnouncementState.RUNNING:
        _require_text(row)
    if state == AnnouncementState.STOPPED:
        _list_messages(row).filter(state=MessageState.QUEUED).update(
            state=MessageState.WITHHELD, reason=Reason.STOPPED, settled_at=timezone.now()
        )
        row.ended_at = timezone.now()
    row.state = state
    row.save(update_fields=["state", "ended_at"])
    return row


def go_on() -> int:
    """Write to the next people of all announcements that are under way: of each as many as it may
    have a minute. Returns how many were told.
    """
    under_way = Announcement.objects.filter(
        state=AnnouncementState.RUNNING, starts_at__lte=timezone.now()
    )
    keys = list(under_way.order_by("pk").values_list("pk", "per_minute"))
    return sum(_tell_for_a_minute(pk, most) for pk, most in keys)


def report_of(announcement: Announcement) -> dict[str, int]:
    """Return how many messages there are in each state."""
    counted = _list_messages(announcement).values_list("state").annotate(Count("pk")).order_by()
    return dict(counted)


def _tell_for_a_minute(pk: int, most: int) -> int:
    told = 0
    while told < most:
        number = _tell_some(pk, min(BATCH, most - told))
        if number is None:
            break
        told += number
    return told


@transaction.atomic
def _tell_some(pk: int, most: int) -> int | None:
    """Write to the next people, with how far that is; None when nobody is left, or somebody else does."""
    running = Announcement.objects.filter(pk=pk, state=AnnouncementState.RUNNING)
    row = running.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return None
    people = list_people_of(row.segment).filter(pk__gt=row.last_user_id).order_by("pk")
    batch = list(people.only("pk", "email", "first_name")[:most])
    if not batch:
        row.state, row.ended_at = AnnouncementState.ENDED, timezone.now()
        row.save(update_fields=["state", "ended_at"])
        return None
    told = _write(row, batch)
    row.last_user_id, row.seen, row.told = batch[-1].pk, row.seen + len(batch), row.told + told
    row.save(update_fields=["last_user_id", "seen", "told"])
    return told


def _write(row: Announcement, people: Sequence[User]) -> int:
    """Only to those who have agreed; the others are not written down."""
    recipients = [Recipient("", user_id=each.pk, email=each.email) for each in people]
    verdicts = sort_out(
        kind=ANNOUNCEMENT,
        recipients=recipients,
        medium=Medium.EMAIL,
        channel_id=row.channel_id,
        now=timezone.now(),
    )
    drafts = {each.locale: each.draft for each in row.texts.all()}
    rows = [
        _message(row, person, verdict, drafts)
        for person, verdict in zip(people, verdicts, strict=True)
        if not verdict.reason
    ]
    if rows:
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        publish(MessagesQueued(channel_id=row.channel_id))
    return len(rows)


def _message(
    row: Announcement, person: User, verdict: Verdict, drafts: dict[str, Draft]
) -> Message:
    locale = verdict.locale if verdict.locale in drafts else row.channel.default_locale
    with translation.override(locale):
        name = unlinked(person.first_name)
        values = {
            "greeting": _("Hello %(name)s,") % {"name": name} if name else _("Hello,"),
            "shop": row.channel.branding.shown_name,
        }
    content = fill_letter(drafts[locale], ANNOUNCEMENT, values).content
    return Message(
        fingerprint=f"{row.public_id}/{person.pk}",
        channel_id=row.channel_id,
        kind=ANNOUNCEMENT.code,
        medium=Medium.EMAIL,
        locale=locale,
        user_id=person.pk,
        address=person.email,
        event_id=row.public_id,
        about=row.public_id,
        content={**content, "unsubscribe_url": verdict.unsubscribe_url},
        available_at=verdict.not_before or timezone.now(),
    )


def _require_text(row: Announcement) -> None:
    locale = row.channel.default_locale
    if not row.texts.filter(locale=locale).exists():
        raise AnnouncementTextMissingError(locale=locale)


def _list_messages(row: Announcement) -> QuerySet[Message]:
    return Message.objects.filter(about=row.public_id, kind=ANNOUNCEMENT.code)
