"""What models have cost, and whether more may be spent."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import DecimalField, F, Func, QuerySet, Subquery, Sum
from django.utils import timezone

from chatbot.models import Conversation, Message, Proposal
from commerce.core.prepared import PreparedRead

from .voices import Voice

Costs = tuple[Decimal | None, Decimal | None, Decimal | None]


def is_spent(voice: Voice, conversation_id: int | None) -> bool:
    """Whether the channel's budget of the day, or that of the conversation, is used up.

    One query: what staff have had proposed is paid out of the same budget.
    """
    found = None
    if conversation_id is not None:
        found = _COSTS.first(
            conversation=conversation_id, channel=voice.channel.pk, since=_midnight()
        )
    if found is None:
        return is_day_spent(voice)
    answers, proposals, own = (cost or Decimal(0) for cost in found)
    return answers + proposals >= voice.day_budget or own >= voice.conversation_budget


def is_day_spent(voice: Voice) -> bool:
    """Whether the channel's budget of the day is used up. Two queries."""
    spent = (
        rows.aggregate(cost=Sum("cost"))["cost"] or Decimal(0)
        for rows in _of_day(voice.channel.pk, _midnight())
    )
    return sum(spent, Decimal(0)) >= voice.day_budget


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


# As a function of SQL it makes no groups, so that there is a row in any case.
_SUM: Final = Func(F("cost"), function="SUM", output_field=DecimalField())


def _of_day(channel: Any, since: Any) -> tuple[QuerySet[Any], QuerySet[Any]]:
    answers = Message._base_manager.filter(
        conversation__channel=channel, created_at__gte=since, cost__isnull=False
    )
    proposals = Proposal._base_manager.filter(channel=channel, created_at__gte=since)
    return answers.order_by(), proposals.order_by()


def _costs(*, conversation: Any, channel: Any, since: Any) -> QuerySet[Conversation, Costs]:
    own = Message._base_manager.filter(conversation=conversation, cost__isnull=False).order_by()
    parts = [Subquery(rows.values_list(_SUM)) for rows in (*_of_day(channel, since), own)]
    return Conversation._base_manager.filter(pk=conversation).order_by().values_list(*parts)


_COSTS: Final[PreparedRead[Costs]] = PreparedRead(
    "what models have cost a channel today, and a conversation",
    _costs,
    conversation=Conversation._meta.get_field("id"),
    channel=Conversation._meta.get_field("channel"),
    since=Message._meta.get_field("created_at"),
)
