"""What models have cost, and whether more may be spent."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from chatbot.models import Message, Proposal

from .voices import Voice


def is_spent(voice: Voice, conversation_id: int | None) -> bool:
    """Whether the channel's budget of the day, or that of the conversation, is used up.

    Three queries: what staff have had proposed is paid out of the same budget.
    """
    if is_day_spent(voice):
        return True
    return (
        conversation_id is not None
        and _cost(conversation_id=conversation_id) >= voice.conversation_budget
    )


def is_day_spent(voice: Voice) -> bool:
    """Whether the channel's budget of the day is used up. Two queries."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    since = {"created_at__gte": midnight}
    spent = _cost(conversation__channel=voice.channel, **since)
    return spent + _sum(Proposal, channel=voice.channel, **since) >= voice.day_budget


def _cost(**of: object) -> Decimal:
    return _sum(Message, cost__isnull=False, **of)


def _sum(model: type[Message | Proposal], **of: object) -> Decimal:
    found = model._base_manager.filter(**of).aggregate(cost=Sum("cost"))["cost"]
    return found if found is not None else Decimal(0)
