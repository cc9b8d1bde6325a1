"""What a channel decides about its deliveries."""

from __future__ import annotations

from django.db import transaction

from commerce.delivery.models import DispatchCalendar
from commerce.delivery.selectors.timetables import TIMETABLES


@transaction.atomic
def save_calendar(*, calendar: DispatchCalendar) -> DispatchCalendar:
    """Keep when a channel's goods leave. What was promised with an order stays as it was."""
    calendar.save()
    transaction.on_commit(TIMETABLES.forget)
    return calendar
