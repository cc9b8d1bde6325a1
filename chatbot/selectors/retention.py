"""Conversations that have been kept for as long as their channel decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from chatbot.models import Assistant, Conversation

USUAL_DAYS: Final = 180


def list_outlived_conversations(*, now: datetime) -> QuerySet[Conversation]:
    """Return the conversations in which nothing was said for longer than they are kept.

    One in which a person of the shop talks is not among them.
    """
    chosen = dict(Assistant._base_manager.values_list("channel", "kept_days"))
    old = ~Q(channel__in=chosen) & Q(updated_at__lt=now - timedelta(days=USUAL_DAYS))
    for channel_id, days in chosen.items():
        old |= Q(channel=channel_id, updated_at__lt=now - timedelta(days=days))
    return Conversation.objects.filter(old).exclude(care__taken_by__isnull=False)
