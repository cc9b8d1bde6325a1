"""What readers asked for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from wagtail.contrib.redirects.models import Redirect

from cms.models import MissingAddress, RobotsRules

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


def robots_text(*, channel: Channel) -> str:
    """Return the lines of robots.txt that editors have added. One query."""
    rows = RobotsRules._base_manager.filter(channel=channel)
    return rows.values_list("text", flat=True).first() or ""


def list_missing_addresses() -> QuerySet[MissingAddress]:
    """Return what was asked for in vain and has no redirect yet, the most wanted first."""
    site = Q(site=OuterRef("channel__site")) | Q(site=None)
    redirected = Redirect.objects.filter(site, old_path=OuterRef("path"))
    rows = MissingAddress.objects.filter(~Exists(redirected))
    return rows.select_related("channel").order_by("-count", "-last_seen", "pk")
