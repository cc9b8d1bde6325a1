"""What a database that is away looks like: 503 for whoever asks, one line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

logger = structlog.get_logger(__name__)

RETRY_SECONDS = 2
QUIET_SECONDS = 30.0
# SQLite reports mistakes in statements by the class that other databases keep for outages.
MISTAKES = ("no such ", "near ", "table ", "too many ", "no tables", "unrecognized token")


def is_outage(error: object) -> bool:
    """Whether the error says that the database could not answer, rather than what it was asked."""
    if isinstance(error, InterfaceError):
        return True
    return isinstance(error, OperationalError) and not str(error).startswith(MISTAKES)


class OutageLog:
    """Tells of a burst of errors by its first, and how many came since by the next line."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._quiet_until = 0.0
        self._untold = 0

    def note(self, error: object) -> None:
        if self._clock() < self._quiet_until:
            self._untold += 1
            return
        self._quiet_until = self._clock() + QUIET_SECONDS
        untold, self._untold = self._untold, 0
        reason = type(getattr(error, "__cause__", None) or error).__name__
        logger.error("database_unavailable", reason=reason, untold=untold)


OUTAGES = OutageLog()


class WithoutOutages(logging.Filter):
    """Lets `OUTAGES` speak for records about a database that is away, and for answers with 503."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if is_outage(error):
            OUTAGES.note(error)
            return False
        return getattr(record, "status_code", None) != 503


def unavailable_page(request: HttpRequest) -> HttpResponse:
    """The page for people; it asks for nothing that might be away."""
    with translation.override(translation.get_language_from_request(request)):
        page = render_to_string("503.html")
        return HttpResponse(
            page,
            status=503,
            headers={
                "Retry-After": str(RETRY_SECONDS),
                "Cache-Control": "no-store",
                "Content-Language": translation.get_language(),
            },
        )
