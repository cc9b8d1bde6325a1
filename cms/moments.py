"""Moments as blocks store them: texts when they come from the database, dates while they are edited."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime


def as_moment(raw: Any) -> datetime | None:
    """Return the moment, with its time zone; None when none was stored."""
    found = raw if isinstance(raw, datetime) else parse_datetime(raw or "")
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found


def told_moment(moment: datetime) -> str:
    """Return the moment in the form of the API."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def is_between(starts_at: datetime | None, ends_at: datetime | None) -> bool:
    """Tell whether it is now; without a date there is no limit on that side."""
    now = timezone.now()
    return (starts_at is None or starts_at <= now) and (ends_at is None or now < ends_at)
