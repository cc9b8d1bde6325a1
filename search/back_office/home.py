"""What shoppers searched for and did not find, on the first page of the back office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from commerce.tenancy.selectors import current_channel
from search.models import PublishedConfiguration
from search.permissions import OwnChannelsPolicy
from search.selectors.statistics import get_search_counts, list_query_statistics

SHOWN, DAYS = 5, 30


class SearchesPanel(Component):
    """The searches of thirty days in the channel at work, for those who steer the search."""

    name = "searches"
    order = 45
    template_name = "search/back_office/home.html"

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        user = (parent_context or {})["request"].user
        policy = OwnChannelsPolicy(PublishedConfiguration)
        if not policy.user_has_permission(user, "view"):
            return ""
        return str(super().render_html(parent_context))

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        channel = current_channel()
        until = timezone.now().date()
        period: dict[str, Any] = {
            "channel": channel,
            "since": until - timedelta(days=DAYS - 1),
            "until": until,
        }
        counts = get_search_counts(**period)
        return {
            "channel": channel,
            "counts": counts,
            "ordered": round(100 * counts.conversion_rate, 1),
            "missed": list_query_statistics(
                **period, order="zero_results", only_without_result=True, limit=SHOWN
            ),
        }
