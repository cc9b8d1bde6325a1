"""What of the search begins, ends or is published on a date, for the calendar of everything planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.registry import Period, Planned
from search.models import BoostRule, Placement, PlannedConfiguration, QueryRedirect

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

PAGES: Final[dict[Any, str]] = {
    BoostRule: "search_boosts",
    Placement: "search_placements",
    QueryRedirect: "search_redirects",
}
EVENTS: Final = (("starts_at", "begins", _("Begins")), ("ends_at", "ends", _("Ends")))


def find_plan(*, channel: Channel) -> PlannedConfiguration | None:
    """Return the draft that is put in force on a date, with who planned it."""
    rows = PlannedConfiguration.objects.select_related("channel", "planned_by")
    return rows.filter(channel=channel).first()


def list_due_plans(*, now: datetime) -> QuerySet[PlannedConfiguration]:
    """Return those whose time has come, the earliest first."""
    rows = PlannedConfiguration.objects.filter(starts_at__lte=now, problem="")
    return rows.select_related("channel__tenant", "planned_by").order_by("starts_at", "pk")


def planned_publications(period: Period) -> Iterator[Planned]:
    """Yield drafts of the ranking that are put in force. One query."""
    channels = {channel.pk: channel for channel in period.channels}
    due = {"starts_at__gte": period.since, "starts_at__lt": period.until}
    rows = PlannedConfiguration.objects.filter(**due, channel__in=channels, problem="")
    for row in rows.order_by("pk"):
        channel = channels[row.channel_id]
        yield Planned(
            key=f"search-publication-{row.pk}",
            moment=row.starts_at,
            channel=channel,
            kind=_("Ranking of the search"),
            event=_("Goes live"),
            title=row.reason or channel.name,
            address=f"{reverse('search_publish:index')}?channel={channel.code}",
        )


def planned_rules(period: Period) -> Iterator[Planned]:
    """Yield rules in use that begin or end. One query for each kind."""
    channels = {channel.pk: channel for channel in period.channels}
    within = Q(starts_at__gte=period.since, starts_at__lt=period.until)
    within |= Q(ends_at__gte=period.since, ends_at__lt=period.until)
    for model, page in PAGES.items():
        rows = model._default_manager.filter(within, is_active=True, channel__in=channels)
        for row in rows.order_by("pk"):
            yield from _events(row, channels[row.channel_id], page, period)


def _events(row: Any, channel: Any, page: str, period: Period) -> Iterator[Planned]:
    for field, end, event in EVENTS:
        if period.has(getattr(row, field)):
            yield Planned(
                key=f"{page}-{row.pk}-{end}",
                moment=getattr(row, field),
                channel=channel,
                kind=row._meta.verbose_name,
                event=event,
                title=str(row),
                address=reverse(f"{page}:edit", args=[row.pk]),
            )
