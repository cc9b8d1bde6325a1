"""Reads of what was told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from .enums import TopicKind
from .models import LiveHead, LiveMessage, UsedTicket

# As long as a page may be shown that was made before: by the storefront, and by the router of a browser.
PAGES_ARE_KEPT = timedelta(minutes=10)
MOST_RECENT = 100


def get_last_position() -> int:
    """Return the position of the newest message there was, 0 before the first. One query."""
    return LiveHead.objects.values_list("position", flat=True).first() or 0


def has_unplaced() -> bool:
    """Whether something was told that has no position yet. One query."""
    return LiveMessage.objects.filter(position=None).exists()


def list_after(position: int) -> QuerySet[LiveMessage]:
    """Return the messages behind that position, in order."""
    return LiveMessage.objects.filter(position__gt=position).order_by("position")


def list_topic_messages(
    *, channel_id: int, topics: Collection[str], after: int
) -> QuerySet[LiveMessage]:
    """Return what was told about these topics of a channel behind that position, in order."""
    return list_after(after).filter(channel=channel_id, topic__in=topics)


def list_recent_of_products(
    *, channel_id: int, topics: Collection[str], now: datetime
) -> list[LiveMessage]:
    """Return what was told of the products among these topics within the time that pages of them are
    kept, in order. One query, none without a product.
    """
    prefix = f"{TopicKind.PRODUCT}:"
    products = [topic for topic in topics if topic.startswith(prefix)]
    if not products:
        return []
    told = list_topic_messages(channel_id=channel_id, topics=products, after=0)
    return list(told.filter(told_at__gte=now - PAGES_ARE_KEPT)[:MOST_RECENT])


def is_gap_behind(position: int) -> bool:
    """Whether messages behind that position are gone, or it is of another count than this one."""
    last = get_last_position()
    if position == last:
        return False
    return position > last or not LiveMessage.objects.filter(position=position + 1).exists()


def list_outlived_messages(*, now: datetime) -> QuerySet[LiveMessage]:
    """Return the messages that nobody who comes back is told any more."""
    return LiveMessage.objects.filter(told_at__lt=now - timedelta(hours=settings.LIVE_KEEP_HOURS))


def list_outlived_tickets(*, now: datetime) -> QuerySet[UsedTicket]:
    """Return the used tickets that are too old to be shown again."""
    return UsedTicket.objects.filter(used_at__lt=now - timedelta(hours=1))
