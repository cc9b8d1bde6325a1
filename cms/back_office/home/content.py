"""Content that needs somebody: it ends soon, is old, or leads nowhere; and what is planned next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms import selectors
from cms.findings import list_broken_links
from cms.models import HeronDocument, HeronImage
from cms.own_rows import own_pages
from cms.registry import Period, list_planned
from commerce.tenancy.selectors import own_channels

from .base import HomePanel

SHOWN, PLANNED_SHOWN = 5, 8
SOON, AHEAD = timedelta(days=14), timedelta(days=60)


class ContentPanel(HomePanel):
    name = "content"
    order = 50
    template_name = "cms/back_office/home/content.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        pages = own_pages(selectors.list_editable_pages(user=user))
        now = timezone.now()
        looked_at = selectors.list_last_published(pages=pages)
        return {
            "ending": selectors.list_ending_pages(pages=pages, now=now, within=SOON)[:SHOWN],
            "stale": selectors.list_stale_pages(pages=pages, now=now)[:SHOWN],
            "broken": list_broken_links(pages=looked_at)[:SHOWN],
            "looked_at": len(looked_at),
            "pictures": _without_rights(HeronImage, user),
            "documents": _without_rights(HeronDocument, user),
        }


def _without_rights(model: Any, user: Any) -> list[Any]:
    by = timezone.localdate() + SOON
    return selectors.list_used_without_rights(model=model, user=user, by=by, most=SHOWN)


class PlannedPanel(HomePanel):
    name = "planned"
    order = 40
    template_name = "cms/back_office/home/planned.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        now = timezone.now()
        period = Period(now, now + AHEAD, own_channels(), parent_context["request"].user)
        return {"planned": list_planned(period)[:PLANNED_SHOWN]}
