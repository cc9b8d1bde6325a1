"""Addresses at which calendar programs read what is planned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import CalendarNotFoundError
from cms.models import CalendarFeed
from cms.registry import Period, Planned, list_planned
from commerce.accounts.permissions import works_in

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

BEHIND, AHEAD = timedelta(days=30), timedelta(days=365)
OCTETS = 73  # of a line, beside its end, and of what goes on a blank before it


@transaction.atomic
def make_calendar_feed(*, user: Any, channel: Channel) -> CalendarFeed:
    """Make an address for that person and channel; one that is there already stays the same."""
    feed, _made = CalendarFeed.objects.get_or_create(user=user, channel=channel, revoked_at=None)
    return feed


@transaction.atomic
def revoke_calendar_feeds(*, user: Any) -> None:
    """Let all addresses of the person show nothing any more. Doing it twice changes nothing."""
    CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def list_calendar_feeds(*, user: Any) -> QuerySet[CalendarFeed]:
    """Return the addresses of the person that show something."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).select_related("channel")


def address_of_feed(*, feed: CalendarFeed) -> str:
    """Return the address that a calendar program is given; the same each time."""
    path = reverse("planned-calendar", args=[_signer().sign_object([feed.pk])])
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def write_calendar(*, token: str) -> str:
    """Return what is planned as iCalendar (RFC 5545).

    Raises CalendarNotFoundError for a token that is none, was revoked, or is of somebody who may not
    enter the back office any more.
    """
    feed = _feed(token)
    now = timezone.now()
    period = Period(now - BEHIND, now + AHEAD, [feed.channel], feed.user)
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heron//Calendar//EN"),
        f"X-WR-CALNAME:{_escaped(feed.channel.name)}",
        *(line for one in list_planned(period) for line in _event(one, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _feed(token: str) -> CalendarFeed:
    try:
        (key,) = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise CalendarNotFoundError from error
    rows = CalendarFeed._base_manager.select_related("user", "channel__site")
    feed = rows.filter(pk=key, revoked_at=None, user__is_active=True).first()
    if feed is None or not _may_enter(feed):
        raise CalendarNotFoundError
    return feed


def _may_enter(feed: CalendarFeed) -> bool:
    has_right = feed.user.has_perm("wagtailadmin.access_admin")
    return has_right and works_in(feed.user, feed.channel)


def _event(one: Planned, now: datetime) -> list[str]:
    what = {"kind": one.kind, "title": one.title, "event": one.event}
    summary = _("%(kind)s “%(title)s”: %(event)s") % what
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, one.address) if one.address else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{one.key}@{one.channel.code}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(one.moment)}",
        f"SUMMARY:{_escaped(summary)}",
        *([f"URL:{address}"] if address else []),
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Break a line where it is longer than readers have to take, never inside of a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > OCTETS:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])


def _signer() -> signing.Signer:
    return signing.Signer(salt="cms.calendar", sep=".")
