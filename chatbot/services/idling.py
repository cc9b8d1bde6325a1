"""Conversations in which nothing was said for long are completed; who says something more goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from chatbot.enums import State
from chatbot.models import Conversation

# Conversations that one run completes.
_BATCH: Final = 1000


def complete_idle_conversations() -> int:
    """Complete those that were silent for `CHATBOT_IDLE_HOURS`; return how many there were.

    One that somebody of the shop has taken over, or that waits for a person, stays as it is. When it
    was last used does not change, so that it is kept no longer for it.
    """
    since = timezone.now() - timedelta(hours=settings.CHATBOT_IDLE_HOURS)
    idle = Conversation._base_manager.filter(
        state=State.ACTIVE, updated_at__lt=since, leased_until=None
    ).exclude(care__waiting_since__isnull=False)
    idle = idle.exclude(care__taken_by__isnull=False).order_by("pk")
    names = list(idle.values_list("pk", flat=True)[:_BATCH])
    rows = Conversation._base_manager.filter(pk__in=names, updated_at__lt=since)
    return rows.update(state=State.COMPLETED)
