"""When goods arrive that are ordered now. Everything here is a function of values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from commerce.delivery.shapes import Carriage, Destination, Promise, Timetable

from .days import is_holiday, weekend_of

SATURDAY: Final = 5
A_DAY: Final = timedelta(days=1)
# A house that is closed for longer promises nothing.
MOST_DAYS: Final = 120


def promise(
    *, timetable: Timetable, carriage: Carriage, destination: Destination, now: datetime
) -> Promise | None:
    """Return until when to order, and between which days the goods arrive.

    Orders until the cut-off of a working day are handled from that day on; the days of handling
    leave out what the house does not work on, those of the carrier what the country of the
    destination rests on. None where nothing leaves or arrives within a season.
    """
    local = now.astimezone(ZoneInfo(timetable.time_zone))

    def works(day: date) -> bool:
        return _works(timetable, day)

    def delivers(day: date) -> bool:
        return _delivers(carriage, destination, day)

    first = local.date() if local.time() < timetable.cutoff else local.date() + A_DAY
    begun = _later(first, 0, works)
    leaves = begun and _later(begun, timetable.handling_days, works)
    earliest = leaves and _later(leaves, carriage.minimum_days, delivers)
    latest = leaves and _later(leaves, carriage.maximum_days, delivers)
    if begun is None or earliest is None or latest is None:
        return None
    order_by = datetime.combine(begun, timetable.cutoff, local.tzinfo)
    return Promise(order_by, earliest, latest)


def _later(day: date, count: int, counts: Callable[[date], bool]) -> date | None:
    """Return the day that is so many counting days later; for none, the day or the next that counts."""
    last = day + MOST_DAYS * A_DAY
    if not count:
        while day <= last and not counts(day):
            day += A_DAY
    while count and day <= last:
        day += A_DAY
        count -= counts(day)
    return day if day <= last else None


def _works(timetable: Timetable, day: date) -> bool:
    return (
        day.weekday() in timetable.weekdays
        and day not in timetable.closed
        and not is_holiday(day, timetable.country, timetable.region)
    )


def _delivers(carriage: Carriage, destination: Destination, day: date) -> bool:
    rests = weekend_of(destination.country, day.year)
    if carriage.delivers_on_saturday:
        rests -= {SATURDAY}
    return day.weekday() not in rests and not is_holiday(
        day, destination.country, destination.region
    )
