"""Opening hours as editors write them, a line for each time, and as they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from msgspec import Meta

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_TIME: Final = r"((?:[01]\d|2[0-3]):[0-5]\d)"
_HOURS: Final = re.compile(
    rf"({'|'.join(DAYS)})(?:\s*-\s*({'|'.join(DAYS)}))?\s+{_TIME}\s*-\s*{_TIME}"
)
_SPECIAL: Final = re.compile(rf"(\d{{4}}-\d\d-\d\d)\s+(?:closed|{_TIME}\s*-\s*{_TIME})")

Time = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class OpeningTime(TypedDict):
    """A time of a weekday; 1 is Monday, 7 is Sunday."""

    weekday: Annotated[int, Meta(ge=1, le=7)]
    opens: Time
    closes: Time


class SpecialDay(TypedDict):
    """A day with other hours; null where the store stays closed."""

    day: Annotated[str, Meta(extra_json_schema={"format": "date"})]
    opens: Time | None
    closes: Time | None


def validate_hours(text: str) -> None:
    """Raise ValidationError that names the first line which is none of opening hours."""
    [*read_hours(text)]


def validate_special_days(text: str) -> None:
    """Raise ValidationError that names the first line which is none of a special day."""
    [*read_special_days(text)]


def read_hours(text: str) -> Iterator[OpeningTime]:
    """Yield what the lines say, day by day."""
    for line in _lines(text):
        found = _HOURS.fullmatch(line)
        if found is None or found[3] >= found[4]:
            raise ValidationError(_("“%(line)s” is no opening time.") % {"line": line})
        first = DAYS.index(found[1])
        last = DAYS.index(found[2]) if found[2] else first
        # From Saturday to Monday goes over Sunday.
        for step in range((last - first) % len(DAYS) + 1):
            day = (first + step) % len(DAYS) + 1
            yield {"weekday": day, "opens": found[3], "closes": found[4]}


def read_special_days(text: str) -> Iterator[SpecialDay]:
    """Yield what the lines say, in the order of writing."""
    for line in _lines(text):
        found = _SPECIAL.fullmatch(line)
        if found is None or not _is_day(found[1]) or (found[2] and found[2] >= found[3]):
            raise ValidationError(_("“%(line)s” is no special day.") % {"line": line})
        yield {"day": found[1], "opens": found[2], "closes": found[3]}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
