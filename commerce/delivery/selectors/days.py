"""Days on which people work, and days on which they do not."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

# Weekends of countries are read off this year: none has moved its own within one.
_MOST = 512


@lru_cache(maxsize=_MOST)
def holidays_of(country: str, region: str, year: int) -> frozenset[date]:
    """Return the public holidays of a country in a year, with those of a region that is known.

    A country that nobody keeps a calendar of has none; a region that is not known has those of its
    country.
    """
    found = _calendar(country, region, year)
    return frozenset(found) if found is not None else frozenset()


@lru_cache(maxsize=_MOST)
def weekend_of(country: str, year: int) -> frozenset[int]:
    """Return the days of the week on which a country rests, counted from Monday as 0."""
    found = _calendar(country, "", year)
    return frozenset(found.weekend) if found is not None else frozenset({5, 6})


def is_holiday(day: date, country: str, region: str = "") -> bool:
    return bool(country) and day in holidays_of(country, region, day.year)


def _calendar(country: str, region: str, year: int) -> HolidayBase | None:
    """The library takes a third of a second to load: whoever promises nothing does without it."""
    from holidays import country_holidays

    for subdivision in (region or None, None):
        try:
            return country_holidays(country, subdiv=subdivision, years=year)
        except NotImplementedError:
            continue
    return None
