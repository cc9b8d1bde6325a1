"""Finding calls in the log, and how they went by hour or day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Avg, Count, Max, Q, QuerySet
from django.db.models.functions import TruncDay, TruncHour
from django.utils import timezone

from commerce.integrations.enums import CallOutcome
from commerce.integrations.models import ProviderCall

KEEP_CALLS_FOR: Final = timedelta(days=31)
BAD: Final = (CallOutcome.FAILED, CallOutcome.TIMED_OUT, CallOutcome.LIMITED, CallOutcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the log; what is empty is left open."""

    configuration: str = ""
    provider: str = ""
    outcome: str = ""
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The calls of one hour or day."""

    starts_at: datetime
    calls: int = 0
    bad: int = 0
    average_ms: int = 0
    slowest_ms: int = 0

    @property
    def error_rate(self) -> float:
        return self.bad / self.calls if self.calls else 0.0


def list_calls(*, tenant_id: int, wanted: Wanted) -> QuerySet[ProviderCall]:
    """Return the calls of a tenant, the newest first."""
    rows = ProviderCall.objects.filter(tenant_id=tenant_id).select_related("configuration__channel")
    exact = {
        "configuration__public_id": wanted.configuration,
        "provider": wanted.provider,
        "outcome": wanted.outcome,
        "about": wanted.about,
        "called_at__gte": wanted.since,
        "called_at__lt": wanted.until,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value}).order_by("-pk")


def list_expired_calls(*, now: datetime) -> QuerySet[ProviderCall]:
    """Return what nobody looks at any more."""
    return ProviderCall._base_manager.filter(called_at__lt=now - KEEP_CALLS_FOR)


def list_hours(*, configuration_id: int, hours: int = 24) -> list[Span]:
    """Return the last hours, the one at hand last, those without a call included."""
    first = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours - 1)
    return _spans(configuration_id, TruncHour, [first + timedelta(hours=n) for n in range(hours)])


def list_days(*, configuration_id: int, days: int = 30) -> list[Span]:
    """Return the last days, today last, those without a call included."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - timedelta(days=days - 1)
    return _spans(configuration_id, TruncDay, [first + timedelta(days=n) for n in range(days)])


def _spans(
    configuration_id: int, truncate: type[TruncHour | TruncDay], starts: list[datetime]
) -> list[Span]:
    rows = ProviderCall._base_manager.filter(
        configuration_id=configuration_id, called_at__gte=starts[0]
    ).exclude(outcome=CallOutcome.NOT_TRIED)
    counted = (
        rows.annotate(span=truncate("called_at"))
        .values("span")
        .annotate(
            calls=Count("pk"),
            bad=Count("pk", filter=Q(outcome__in=BAD)),
            average=Avg("milliseconds"),
            slowest=Max("milliseconds"),
        )
        .order_by("span")
    )
    found = {
        row["span"]: Span(
            row["span"], row["calls"], row["bad"], round(row["average"]), row["slowest"]
        )
        for row in counted
    }
    return [found.get(start, Span(start)) for start in starts]
