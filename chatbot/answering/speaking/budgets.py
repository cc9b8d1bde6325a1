"""What models have cost, and whether more may be spent."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from chatbot.models import Message

from .voices import Voice


def is_spent(voice: Voice, conversation_id: int | None) -> bool:
    """Whether the channel's budget of the day, or that of the conversation, is used up. Two queries."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = {"conversation__channel": voice.channel, "created_at__gte": midnight}
    if _cost(**today) >= voice.day_budget:
        return True
    return (
        conversation_id is not None
        and _cost(conversation_id=conversation_id) >= voice.conversation_budget
    )


def _cost(**of: object) -> Decimal:
    rows = Message.objects.filter(cost__isnull=False, **of)
    found = rows.aggregate(cost=Sum("cost"))["cost"]
    return found if found is not None else Decimal(0)
