"""Reads of messages and of the words they are written in."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from commerce.notifications.enums import MessageState
from commerce.notifications.errors import MessageNotFoundError
from commerce.notifications.models import Message


def list_due_messages(*, now: datetime) -> QuerySet[Message]:
    """Return the messages that wait to be sent, the longest waiting first."""
    due = Message.objects.filter(state=MessageState.QUEUED, available_at__lte=now)
    return due.order_by("available_at", "pk")


def list_messages_to(*, user_id: int) -> QuerySet[Message]:
    """Return what a person was told, newest first."""
    return Message.objects.filter(user_id=user_id).order_by("-pk")


def list_messages_about(*, about: str, channel_id: int) -> QuerySet[Message]:
    """Return what was told of an order, newest first."""
    return Message.objects.filter(about=about, channel_id=channel_id).order_by("-pk")


def get_message(*, public_id: str) -> Message:
    """Return a message that the person at work may see; raise MessageNotFoundError."""
    message = Message.objects.filter(public_id=public_id).first()
    if message is None:
        raise MessageNotFoundError
    return message
