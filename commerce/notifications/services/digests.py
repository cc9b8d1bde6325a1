"""One letter of many things, for people who want it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from commerce.notifications.kinds import DIGEST
from commerce.notifications.models import DigestItem
from commerce.notifications.shapes import Recipient

from .notifying import notify

if TYPE_CHECKING:
    from datetime import datetime

MOST_LETTERS: Final = 500
MOST_SHOWN: Final = 50


def send_due_digests() -> int:
    """Write the summaries that are due, some hundreds at most; return how many there were.

    One person's is written in one transaction with its items' end, so that a process that dies has
    written all of it, or nothing.
    """
    now = timezone.now()
    due = DigestItem.objects.filter(due_at__lte=now).order_by("user", "channel")
    people = due.values_list("user", "channel").distinct()[:MOST_LETTERS]
    return sum(_write(user_id, channel_id, now) for user_id, channel_id in people)


@transaction.atomic
def _write(user_id: int, channel_id: int, now: datetime) -> bool:
    """Whether there was something left to write of."""
    own = DigestItem.objects.filter(user=user_id, channel=channel_id, due_at__lte=now)
    items = list(own.select_for_update(skip_locked=True).order_by("pk"))
    if not items:
        return False
    notify(
        kind=DIGEST.code,
        recipient=Recipient(locale=items[-1].locale, user_id=user_id),
        channel_id=channel_id,
        event_id=f"digest:{items[0].pk}",
        values={"rows": [{"title": each.title, "url": each.url} for each in items[:MOST_SHOWN]]},
    )
    DigestItem.objects.filter(pk__in=[each.pk for each in items]).delete()
    return True
