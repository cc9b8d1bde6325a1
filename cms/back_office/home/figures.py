"""Orders and revenue of today, beside those of the same day a week ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from commerce.ordering.selectors.figures import OrderedFigures, sum_orders
from commerce.tenancy.selectors import own_channels

from .base import HomePanel


class FiguresPanel(HomePanel):
    name = "figures"
    order = 20
    right = "cms.view_figures"
    template_name = "cms/back_office/home/figures.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        channels = own_channels()
        now = timezone.localtime()
        begin = timezone.make_aware(datetime.combine(now.date(), time.min))
        week = timedelta(days=7)
        keys = [channel.pk for channel in channels]
        today = sum_orders(channel_ids=keys, since=begin, until=now)
        before = sum_orders(channel_ids=keys, since=begin - week, until=now - week)
        return {"rows": [row for channel in channels for row in _rows(channel, today, before)]}


def _rows(
    channel: Any, today: list[OrderedFigures], before: list[OrderedFigures]
) -> list[dict[str, Any]]:
    """One row for each currency in which something was ordered, or one that says that nothing was."""
    now = {one.revenue.currency: one for one in today if one.channel_id == channel.pk}
    then = {one.revenue.currency: one for one in before if one.channel_id == channel.pk}
    currencies = sorted(now.keys() | then.keys()) or [""]
    return [
        {"channel": channel, "today": now.get(code), "before": then.get(code)}
        for code in currencies
    ]
