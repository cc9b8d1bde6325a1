"""What grows and is of no use any more: which rows those are, and how they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from chatbot.selectors.retention import list_outlived_conversations
from cms.selectors import list_past_previews
from commerce.accounts.selectors import list_past_sessions
from commerce.cart.selectors.baskets import list_abandoned_baskets
from commerce.core.selectors import list_expired_answers, list_settled_events
from commerce.core.services.deletion import delete_in_steps
from commerce.core.services.outbox import KEEP_SETTLED_FOR
from commerce.integrations.selectors import list_expired_calls
from commerce.live.selectors import list_outlived_messages, list_outlived_tickets
from commerce.payments.selectors import list_old_messages as list_old_payment_messages
from commerce.webhooks.selectors import list_old_messages

Rows = Callable[..., QuerySet[Any, Any]]


def _settled_events(*, now: datetime) -> QuerySet[Any, Any]:
    return list_settled_events(older_than=KEEP_SETTLED_FOR)


def _back_office_sessions(*, now: datetime) -> QuerySet[Any, Any]:
    return Session.objects.filter(expire_date__lt=now)


# Sign-in attempts and records of searches have schedules of their own.
KINDS: Mapping[str, Rows] = {
    "carts": list_abandoned_baskets,
    "sign-ins": list_past_sessions,
    "back-office-sessions": _back_office_sessions,
    "stored-answers": list_expired_answers,
    "events": _settled_events,
    "calls-of-providers": list_expired_calls,
    "webhook-messages": list_old_messages,
    "payment-messages": list_old_payment_messages,
    "live-messages": list_outlived_messages,
    "used-tickets": list_outlived_tickets,
    "previews": list_past_previews,
    "conversations": list_outlived_conversations,
}


def count(*, now: datetime) -> dict[str, int]:
    """How many rows of each kind would go."""
    return {kind: rows(now=now).count() for kind, rows in KINDS.items()}


def tidy(*, now: datetime) -> dict[str, int]:
    """Delete what is of no use any more; how many rows of each kind went."""
    return {kind: delete_in_steps(rows(now=now)) for kind, rows in KINDS.items()}
