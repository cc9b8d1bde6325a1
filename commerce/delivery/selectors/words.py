"""Days in words."""

from __future__ import annotations

from datetime import date

from babel.dates import format_interval


def days_in_words(earliest: date, latest: date, locale: str) -> str:
    """Return a span of days as its language writes it, such as "Thu 3 to Mon 7 Dec"."""
    text: str = format_interval(earliest, latest, "MMMEd", locale=locale.replace("-", "_"))
    return text
