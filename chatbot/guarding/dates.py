"""Days as people name them: by figures, by the name of a month, or by how far away they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from .wording import MONTH, MONTH_ALONE

# Year, month and day; what was not said is zero.
Day = tuple[int, int, int]

_ISO: Final = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.z+-]*)?\b")
_FIGURES: Final = re.compile(
    r"(?<![\d.,/-])(\d{1,2})([./-]) ?(\d{1,2})"
    r"(?:\2 ?((?:19|20)?\d\d)\b|\.(?=\W|$)|(?<=/\d\d)(?!\w)(?![/-]\d))"
)
_YEAR: Final = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
_NAMED: Final = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de)? (?:{MONTH})\b\.?{_YEAR}"),
    re.compile(rf"\b(?:{MONTH})\b\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR}"),
    re.compile(rf"\b{MONTH_ALONE}(?P<day>)(?:{MONTH})\b{_YEAR}"),
)

DATES: Final = (_ISO, *_NAMED, _FIGURES)


def days_of(found: re.Match[str]) -> frozenset[Day]:
    """What a match of one of `DATES` may mean; the order of day and month is not always sure."""
    if found.re is _ISO:
        year, month, day = map(int, found.groups())
        return frozenset({(year, month, day)})
    if found.re is _FIGURES:
        return frozenset(_either_way(found))
    named = found.groupdict()
    month = next(place for place in range(1, 13) if named[f"m{place}"])
    return frozenset({(int(named["year"] or 0), month, int(named["day"] or 0))})


def _either_way(found: re.Match[str]) -> Iterator[Day]:
    first, _, second, said = found.groups()
    year = int(said or 0)
    year += 2000 if said and year < 100 else 0
    for day, month in ((int(first), int(second)), (int(second), int(first))):
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield (year, month, day)


def is_of(said: Day, known: Day) -> bool:
    """Whether what was said names the known day, as far as it names one."""
    return all(not one or not other or one == other for one, other in zip(said, known, strict=True))


def weekday_of(day: Day) -> int | None:
    """Which day of the week a whole date is."""
    try:
        return date(*day).weekday()
    except ValueError:
        return None
