"""What of the search begins or ends by its own dates, for the calendar of everything planned.

A configuration of the ranking is published by hand and has no date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.registry import Period, Planned
from search.models import BoostRule, Placement, QueryRedirect

PAGES: Final[dict[Any, str]] = {
    BoostRule: "search_boosts",
    Placement: "search_placements",
    QueryRedirect: "search_redirects",
}
EVENTS: Final = (("starts_at", "begins", _("Begins")), ("ends_at", "ends", _("Ends")))


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
