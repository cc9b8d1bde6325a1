"""Whose conversations are whose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from chatbot.enums import Role
from chatbot.errors import AnswerNotFoundError, ConversationNotFoundError
from chatbot.models import Conversation, Message
from chatbot.statements import IS_TAKEN, LOCK_OF_GUEST, LOCK_OF_USER

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True)
class Holder:
    """Who talks: somebody who is signed in, or a guest with a token."""

    channel: Channel
    user: User | None
    token: str | None


def token_hash(token: str) -> str:
    """Return the only form in which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def list_conversations(holder: Holder) -> QuerySet[Conversation]:
    """Return the holder's conversations in the channel, the latest first; a stranger has none."""
    rows = Conversation.objects.filter(channel=holder.channel).order_by("-updated_at", "-pk")
    if holder.user is not None:
        return rows.filter(user=holder.user)
    return rows.filter(token_hash=token_hash(holder.token)) if holder.token else rows.none()


def get_conversation(holder: Holder, public_id: str) -> Conversation:
    """Return one of the holder's own. Raises ConversationNotFoundError."""
    return _one(list_conversations(holder), public_id)


def lock_conversation(holder: Holder, public_id: str) -> Conversation:
    """Return one of the holder's own, locked until the end of the transaction."""
    channel = holder.channel.pk
    found = None
    if holder.user is not None:
        user = holder.user.pk
        found = LOCK_OF_USER.first(channel=channel, public_id=public_id, user=user)
    elif holder.token:
        token = token_hash(holder.token)
        found = LOCK_OF_GUEST.first(channel=channel, public_id=public_id, token_hash=token)
    if found is None:
        raise ConversationNotFoundError
    return found


def get_answer(holder: Holder, public_id: str) -> Message:
    """Return an answer in one of the holder's own conversations. Raises AnswerNotFoundError."""
    answers = Message.objects.filter(role=Role.ASSISTANT, public_id=public_id)
    answer = answers.filter(conversation__in=list_conversations(holder)).first()
    if answer is None:
        raise AnswerNotFoundError
    return answer


def list_reactions(holder: Holder, public_id: str) -> QuerySet[Message]:
    """Return the answers of an own conversation that somebody has called helpful or not, in order.

    Raises ConversationNotFoundError.
    """
    return get_conversation(holder, public_id).messages.exclude(reaction="")


def get_question(holder: Holder, public_id: str, message_id: str | None) -> Message:
    """Return a message of the person in an own conversation, the last one without a name.

    Raises ConversationNotFoundError or AnswerNotFoundError.
    """
    said = get_conversation(holder, public_id).messages.filter(role=Role.PERSON)
    chosen = said.filter(public_id=message_id) if message_id else said
    question = chosen.select_related("conversation").last()
    if question is None:
        raise AnswerNotFoundError
    return question


def find_answer_to(question: Message) -> Message | None:
    """Return what the assistant has answered to a question."""
    return Message.objects.select_related("conversation").filter(question=question).first()


def is_taken(conversation: Conversation) -> bool:
    """Whether a person of the shop talks in the place of the assistant."""
    return IS_TAKEN.first(conversation=conversation.pk) is not None


def list_leased(conversation: Conversation, lease: str) -> QuerySet[Conversation]:
    """Return the conversation as long as the lease of its answer holds."""
    return Conversation.objects.filter(pk=conversation.pk, lease=lease)


def list_overdue(*, now: datetime) -> QuerySet[Conversation]:
    """Return the conversations whose answer is made by nobody any more."""
    return Conversation.objects.filter(leased_until__lte=now).order_by("pk")


def find_overdue(pk: int, *, now: datetime) -> Conversation | None:
    """Return one of them, locked; None when somebody else has it or has ended it."""
    return list_overdue(now=now).filter(pk=pk).select_for_update(skip_locked=True).first()


def _one(rows: QuerySet[Conversation], public_id: str) -> Conversation:
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise ConversationNotFoundError
    return found
