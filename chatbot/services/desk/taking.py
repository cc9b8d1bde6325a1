"""A person of the shop talks in the place of the assistant, and gives back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from chatbot.answering.replies import Reply
from chatbot.enums import Role, State
from chatbot.errors import ConversationArchivedError, ConversationTakenError, NotTakenError
from chatbot.models import Care, Conversation, Message
from chatbot.selectors.desk import lock_for_desk
from chatbot.services.keeping import add_message, save, tell_of

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def take_over(*, actor: User, conversation_id: str) -> Conversation:
    """Fall silent, assistant: from now on the person writes. Twice by the same changes nothing.

    Of two at once one gets it; the other is told who. An answer on its way is still given. Raises
    ConversationNotFoundError, ConversationArchivedError and ConversationTakenError.
    """
    conversation, care = _lock(actor, conversation_id)
    if conversation.state == State.ARCHIVED:
        raise ConversationArchivedError
    if care.taken_by_id == actor.pk:
        return conversation
    if care.taken_by is not None:
        raise ConversationTakenError(name=name_of(care.taken_by))
    care.taken_by, care.taken_at, care.waiting_since = actor, timezone.now(), None
    care.save()
    _tell(conversation, Reply(say="joined", name=actor.first_name))
    return conversation


@transaction.atomic
def write(*, actor: User, conversation_id: str, text: str, key: str = "") -> Message:
    """Say something to the shopper. The same key again says nothing twice.

    Raises ConversationNotFoundError, ConversationArchivedError, and NotTakenError unless the person
    has taken the conversation over.
    """
    conversation, care = _lock(actor, conversation_id)
    if key and (said := conversation.messages.filter(key=key, role=Role.STAFF).first()):
        return said
    if conversation.state == State.ARCHIVED:
        raise ConversationArchivedError
    if care.taken_by_id != actor.pk:
        raise NotTakenError
    message = add_message(conversation, Role.STAFF, text=text, author=actor, key=key)
    save(conversation)
    tell_of(conversation)
    return message


@transaction.atomic
def hand_back(*, actor: User, conversation_id: str) -> Conversation:
    """Let the assistant answer again. Any colleague may; twice changes nothing.

    Raises ConversationNotFoundError.
    """
    conversation, care = _lock(actor, conversation_id)
    if care.taken_by_id is None and care.waiting_since is None:
        return conversation
    was_taken = care.taken_by_id is not None
    care.taken_by = care.taken_at = care.waiting_since = None
    care.save()
    if was_taken and conversation.state != State.ARCHIVED:
        _tell(conversation, Reply(say="left"))
    return conversation


def name_of(user: User) -> str:
    """What colleagues call somebody."""
    return user.get_full_name() or user.email


def _lock(actor: User, conversation_id: str) -> tuple[Conversation, Care]:
    conversation = lock_for_desk(actor, conversation_id)
    care, _is_new = Care.objects.select_related("taken_by").get_or_create(conversation=conversation)
    return conversation, care


def _tell(conversation: Conversation, reply: Reply) -> None:
    add_message(conversation, Role.ASSISTANT, content=reply)
    save(conversation)
    tell_of(conversation)
