"""Talking with the assistant: sessions, messages and what people think of answers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from time import perf_counter
from typing import Final, cast

from django.db import transaction

from chatbot.answering.composing import Turn, answer
from chatbot.answering.replies import Action, Reply
from chatbot.enums import Role, State
from chatbot.errors import (
    ConversationArchivedError,
    ConversationFullError,
    MessageKeyReusedError,
)
from chatbot.models import Conversation, Message
from chatbot.registry import Caller
from chatbot.selectors.conversations import (
    Holder,
    get_answer,
    list_conversations,
    lock_conversation,
    token_hash,
)

MOST_MESSAGES: Final = 400
# So many answers back an answer may mean: "the second one", "undo".
_REMEMBERED: Final = 6
_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, what is answered, and the token of a guest's cart that was made for it."""

    conversation: Conversation
    question: Message
    answer: Message
    cart_token: str | None = None


def start_conversation(*, holder: Holder, locale: str) -> tuple[Conversation, str | None]:
    """Begin a conversation. A guest whose token has none yet gets a token of their own."""
    is_known = holder.user is not None or list_conversations(holder).exists()
    token = None if is_known else secrets.token_urlsafe(32)
    kept = "" if holder.user else token_hash(token or holder.token or "")
    conversation = Conversation.objects.create(
        channel=holder.channel, user=holder.user, token_hash=kept, locale=locale
    )
    return conversation, token


@transaction.atomic
def add_message(
    *,
    holder: Holder,
    conversation_id: str,
    caller: Caller,
    text: str,
    action: Action | None = None,
    key: str = "",
) -> Said:
    """Say something and be answered: both messages, and what a tool changed, or nothing at all.

    Locks the conversation, so that two tabs speak one after the other. The same key again changes
    nothing and gets the same answer. Raises ConversationNotFoundError, ConversationArchivedError,
    ConversationFullError and MessageKeyReusedError.
    """
    conversation = lock_conversation(holder, conversation_id)
    if (said := _said_before(conversation, key, text)) is not None:
        return said
    if conversation.state == State.ARCHIVED:
        raise ConversationArchivedError
    if conversation.last_number + 2 > MOST_MESSAGES:
        raise ConversationFullError(maximum=MOST_MESSAGES)
    turn = Turn(text, caller, _answers_before(conversation))
    began = perf_counter()
    reply, reading = answer(turn, action)
    question = _add(conversation, Role.PERSON, text=text, key=key)
    answered = _add(
        conversation,
        Role.ASSISTANT,
        content=reply,
        intent=reading.intent if reading and not reading.is_declined else "",
        confidence=reading.confidence if reading else None,
        milliseconds=round((perf_counter() - began) * 1000),
    )
    conversation.title = conversation.title or text[:_TITLE]
    conversation.save(update_fields=["last_number", "title", "updated_at"])
    return Said(conversation, question, answered, turn.token)


@transaction.atomic
def archive_conversation(*, holder: Holder, conversation_id: str) -> Conversation:
    """End a conversation; it can still be read. Archiving twice changes nothing."""
    conversation = lock_conversation(holder, conversation_id)
    if conversation.state != State.ARCHIVED:
        conversation.state = State.ARCHIVED
        conversation.save(update_fields=["state", "updated_at"])
    return conversation


def react(*, holder: Holder, message_id: str, reaction: str, reason: str = "") -> Message:
    """Say what one thinks of an answer; the last word counts, and an empty one takes it back."""
    message = get_answer(holder, message_id)
    message.reaction, message.reason = reaction, reason if reaction else ""
    message.save(update_fields=["reaction", "reason"])
    return message


def _said_before(conversation: Conversation, key: str, text: str) -> Said | None:
    question = conversation.messages.filter(key=key).first() if key else None
    if question is None:
        return None
    if question.text != text:
        raise MessageKeyReusedError
    return Said(conversation, question, conversation.messages.get(number=question.number + 1))


def _answers_before(conversation: Conversation) -> list[Reply]:
    rows = conversation.messages.filter(role=Role.ASSISTANT).order_by("-number")
    return [cast("Reply", row) for row in rows.values_list("content", flat=True)[:_REMEMBERED]]


def _add(conversation: Conversation, role: Role, **said: object) -> Message:
    conversation.last_number += 1
    return Message.objects.create(
        conversation=conversation, number=conversation.last_number, role=role, **said
    )
