"""Adding to a conversation whose row is locked: messages without gaps, and the lease of an answer."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from chatbot.enums import Role
from chatbot.models import Conversation, Message
from chatbot.statements import KEEP_CONVERSATION, KEPT, MESSAGE
from commerce.live.services import tell
from commerce.live.shapes import Topic

# So long nobody else answers; whoever answers says again and again that they still do.
LEASE: Final = timedelta(seconds=45)
# Live messages about a conversation, which say the number of its last message.
TOPIC: Final = "chat"
SAID, TYPING = "chat.message", "chat.typing"


def add_message(conversation: Conversation, role: Role, **said: Any) -> Message:
    """Put a message behind the last one of a locked conversation, which is yet to be saved."""
    conversation.last_number += 1
    message = Message(conversation=conversation, number=conversation.last_number, role=role, **said)
    MESSAGE.insert(message)
    return message


def take_lease(conversation: Conversation, question: Message) -> str:
    """Let the caller alone answer a question of a locked conversation; return the lease."""
    conversation.lease = secrets.token_hex(16)
    conversation.leased_number = question.number
    conversation.leased_until = timezone.now() + LEASE
    return conversation.lease


def end_lease(conversation: Conversation) -> None:
    """No answer is owed any more."""
    conversation.lease, conversation.leased_number, conversation.leased_until = "", None, None


def is_overdue(conversation: Conversation) -> bool:
    """Whether whoever makes an answer has not been heard of for too long."""
    until = conversation.leased_until
    return until is not None and until <= timezone.now()


def save(conversation: Conversation) -> None:
    """Keep what has changed about a locked conversation."""
    conversation.updated_at = timezone.now()
    values = {name: getattr(conversation, name) for name in (*KEPT, "updated_at")}
    KEEP_CONVERSATION.run(conversation=conversation.pk, **values)


def tell_of(conversation: Conversation, kind: str = SAID) -> None:
    """Let whoever has the conversation open know of its last message, or that somebody writes one."""
    topic = Topic(kind=TOPIC, key=conversation.public_id, channel_id=conversation.channel_id)
    tell(topic=topic, kind=kind, body={"number": conversation.last_number})
