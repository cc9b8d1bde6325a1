"""A question is kept before it is answered, with the right to answer it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from django.db import transaction

from chatbot.answering.replies import Reply
from chatbot.enums import Role, State
from chatbot.errors import (
    ConversationArchivedError,
    ConversationBusyError,
    ConversationFullError,
    ConversationPausedError,
    MessageKeyReusedError,
)
from chatbot.models import Conversation, Message
from chatbot.selectors.conversations import (
    Holder,
    find_answer_to,
    is_taken,
    lock_conversation,
)
from chatbot.statements import ANSWERS
from commerce.core.points import reach

from .interrupting import answer_interrupted
from .keeping import add_message, is_overdue, save, take_lease, tell_of

MOST_MESSAGES: Final = 400
_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is kept. Without a lease nothing is left to do: its answer is there, or it is for
    a person to answer."""

    conversation: Conversation
    question: Message
    lease: str = ""
    before: list[Reply] = field(default_factory=list)
    answer: Message | None = None


def ask(*, holder: Holder, conversation_id: str, text: str, key: str = "") -> Asked:
    """Keep a question and take the lease of its answer.

    The same key again keeps nothing: it finds the answer, or goes on where a process that died has
    left off. Raises ConversationNotFoundError, ConversationArchivedError, ConversationPausedError,
    ConversationBusyError, ConversationFullError and MessageKeyReusedError.
    """
    with transaction.atomic():
        conversation = lock_conversation(holder, conversation_id)
        question = conversation.messages.filter(key=key).first() if key else None
        if question is None:
            asked = _keep(conversation, text, key)
        else:
            asked = _ask_again(conversation, question, text)
    reach("chat.asked")
    return asked


def _keep(conversation: Conversation, text: str, key: str) -> Asked:
    _require_open(conversation)
    if conversation.lease:
        answer_interrupted(conversation)
    question = add_message(conversation, Role.PERSON, text=text, key=key)
    conversation.title = conversation.title or text[:_TITLE]
    conversation.state = State.ACTIVE
    if is_taken(conversation):
        save(conversation)
        tell_of(conversation)
        return Asked(conversation, question)
    return _lease(conversation, question)


def _ask_again(conversation: Conversation, question: Message, text: str) -> Asked:
    if question.text != text:
        raise MessageKeyReusedError
    answer = find_answer_to(question)
    if answer is None and conversation.leased_number == question.number:
        _require_no_lease(conversation)
        if not question.changes.exists():
            question.frames.all().delete()  # told by a process that is gone; they begin anew
            return _lease(conversation, question)
        answer = answer_interrupted(conversation)
        save(conversation)
    return Asked(conversation, question, answer=answer)


def _lease(conversation: Conversation, question: Message) -> Asked:
    before = _answers_before(conversation)
    lease = take_lease(conversation, question)
    save(conversation)
    return Asked(conversation, question, lease, before)


def _require_open(conversation: Conversation) -> None:
    if conversation.state == State.ARCHIVED:
        raise ConversationArchivedError
    if conversation.state == State.PAUSED:
        raise ConversationPausedError
    _require_no_lease(conversation)
    if conversation.last_number + 2 > MOST_MESSAGES:
        raise ConversationFullError(maximum=MOST_MESSAGES)


def _require_no_lease(conversation: Conversation) -> None:
    if conversation.lease and not is_overdue(conversation):
        raise ConversationBusyError


def _answers_before(conversation: Conversation) -> list[Reply]:
    return [cast("Reply", content) for (content,) in ANSWERS.all(conversation=conversation.pk)]
