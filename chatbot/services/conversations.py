"""Talking with the assistant: sessions, messages and what people think of answers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from chatbot.answering.replies import Action
from chatbot.enums import State
from chatbot.errors import ConversationArchivedError
from chatbot.models import Conversation, Message
from chatbot.registry import Caller
from chatbot.selectors.conversations import (
    Holder,
    get_answer,
    list_conversations,
    lock_conversation,
    token_hash,
)

from .answering import Made, find_cart_token, make_answer
from .asking import Asked, ask


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, what is answered, and the token of a guest's cart that was made for it.

    Without an answer it is for a person to give one.
    """

    conversation: Conversation
    question: Message
    answer: Message | None
    cart_token: str | None = None


def start_conversation(
    *, holder: Holder, locale: str, is_counted: bool = False
) -> tuple[Conversation, str | None]:
    """Begin a conversation. A guest whose token has none yet gets a token of their own.

    With `is_counted` the shopper agrees that carts and orders are put down to it.
    """
    is_known = holder.user is not None or list_conversations(holder).exists()
    token = None if is_known else secrets.token_urlsafe(32)
    kept = "" if holder.user else token_hash(token or holder.token or "")
    conversation = Conversation.objects.create(
        channel=holder.channel,
        user=holder.user,
        token_hash=kept,
        locale=locale,
        is_counted=is_counted,
    )
    return conversation, token


def say(
    *,
    holder: Holder,
    conversation_id: str,
    caller: Caller,
    text: str,
    action: Action | None = None,
    key: str = "",
) -> Said:
    """Say something and wait for the answer: `ask`, then `make_answer`, with what they raise."""
    asked = ask(holder=holder, conversation_id=conversation_id, text=text, key=key)
    if not asked.lease:
        return said_before(asked)
    for made in make_answer(asked=asked, caller=caller, action=action):
        if isinstance(made, Made):
            return Said(made.conversation, asked.question, made.answer, made.cart_token)
    raise AssertionError  # make_answer ends with an answer


def said_before(asked: Asked) -> Said:
    """What there is of a question that needs no answer any more."""
    token = find_cart_token(asked.question) if asked.answer else None
    return Said(asked.conversation, asked.question, asked.answer, token)


@transaction.atomic
def rename_conversation(*, holder: Holder, conversation_id: str, title: str) -> Conversation:
    """Give a conversation a title of one's own."""
    conversation = lock_conversation(holder, conversation_id)
    conversation.title = title
    conversation.save(update_fields=["title", "updated_at"])
    return conversation


def pause_conversation(*, holder: Holder, conversation_id: str) -> Conversation:
    """Let nothing be said until the conversation is resumed. Raises ConversationArchivedError."""
    return _move(holder, conversation_id, State.PAUSED)


def resume_conversation(*, holder: Holder, conversation_id: str) -> Conversation:
    """Go on with a paused or completed conversation. Raises ConversationArchivedError."""
    return _move(holder, conversation_id, State.ACTIVE)


def complete_conversation(*, holder: Holder, conversation_id: str) -> Conversation:
    """Call a conversation done; who says something more goes on with it. Raises
    ConversationArchivedError."""
    return _move(holder, conversation_id, State.COMPLETED)


def archive_conversation(*, holder: Holder, conversation_id: str) -> Conversation:
    """End a conversation; it can still be read. Archiving twice changes nothing."""
    return _move(holder, conversation_id, State.ARCHIVED)


@transaction.atomic
def delete_conversation(*, holder: Holder, conversation_id: str) -> None:
    """Forget a conversation with all that was said in it; an answer on its way is dropped."""
    lock_conversation(holder, conversation_id).delete()


def react(*, holder: Holder, message_id: str, reaction: str, reason: str = "") -> Message:
    """Say what one thinks of an answer; the last word counts, and an empty one takes it back."""
    message = get_answer(holder, message_id)
    message.reaction, message.reason = reaction, reason if reaction else ""
    message.save(update_fields=["reaction", "reason"])
    return message


@transaction.atomic
def _move(holder: Holder, conversation_id: str, state: State) -> Conversation:
    conversation = lock_conversation(holder, conversation_id)
    if conversation.state == state:
        return conversation
    if conversation.state == State.ARCHIVED:
        raise ConversationArchivedError
    conversation.state = state
    conversation.save(update_fields=["state", "updated_at"])
    return conversation
