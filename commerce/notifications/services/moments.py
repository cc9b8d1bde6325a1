"""When a person may be disturbed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commerce.notifications.enums import Digest

if TYPE_CHECKING:
    from commerce.notifications.models import Wishes

DIGEST_TIME: Final = time(8)
MONDAY: Final = 0


def end_of_quiet(wishes: Wishes, now: datetime) -> datetime | None:
    """Return when the quiet hours that `now` lies in are over; None outside of them.

    They may span midnight. A change of the clocks in between is heeded.
    """
    begin, end = wishes.quiet_from, wishes.quiet_until
    if begin is None or end is None or begin == end:
        return None
    local = now.astimezone(zone_of(wishes))
    clock = local.time()
    is_quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
    return _next(local, end) if is_quiet else None


def next_digest(wishes: Wishes, now: datetime) -> datetime:
    """Return when the next letter of gathered things is due: at eight, weekly ones on Mondays."""
    local = now.astimezone(zone_of(wishes))
    due = _next(local, DIGEST_TIME)
    while wishes.digest == Digest.WEEKLY and due.astimezone(local.tzinfo).weekday() != MONDAY:
        due = _next(due.astimezone(local.tzinfo), DIGEST_TIME)
    return end_of_quiet(wishes, due) or due


def zone_of(wishes: Wishes) -> ZoneInfo:
    """Return the person's time zone; UTC for one that this machine does not know any more."""
    try:
        return ZoneInfo(wishes.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _next(local: datetime, clock: time) -> datetime:
    """The next moment after `local` at which clocks there show `clock`."""
    day = local.date() if local.time() < clock else local.date() + timedelta(days=1)
    return datetime.combine(day, clock, tzinfo=local.tzinfo).astimezone(ZoneInfo("UTC"))
