"""The calendar of a channel's house, as a value."""

from __future__ import annotations

from typing import Final

from commerce.core.process_cache import ProcessCache
from commerce.delivery.models import DispatchCalendar
from commerce.delivery.shapes import Timetable

# Changes a few times a year and is read with every checkout.
TIMETABLES: Final[ProcessCache[int, Timetable | None]] = ProcessCache(
    "calendars of dispatch",
    stale="five seconds; a change, at once in the process that made it",
    most=256,
    seconds=5.0,
)


def find_timetable(channel_id: int) -> Timetable | None:
    """Return when the channel's goods leave; None where nobody has said, so nothing is promised."""
    return TIMETABLES.get(channel_id, lambda: _read(channel_id))


def _read(channel_id: int) -> Timetable | None:
    row: DispatchCalendar | None = DispatchCalendar._base_manager.filter(channel=channel_id).first()
    return row.timetable if row is not None else None
