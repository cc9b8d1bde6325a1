"""What colleagues write about a conversation, and what they call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.models import ConversationTag, Note
from chatbot.selectors.desk import get_for_desk

if TYPE_CHECKING:
    from commerce.accounts.models import User


def add_note(*, actor: User, conversation_id: str, text: str) -> Note:
    """Leave a note for colleagues; the shopper never sees it. Raises ConversationNotFoundError."""
    conversation = get_for_desk(actor, conversation_id)
    return Note.objects.create(conversation=conversation, author=actor, text=text)


def tag_conversation(*, actor: User, conversation_id: str, name: str) -> None:
    """Give a conversation a word that it is found by. Raises ConversationNotFoundError."""
    conversation = get_for_desk(actor, conversation_id)
    ConversationTag.objects.get_or_create(
        conversation=conversation, name=" ".join(name.lower().split())[:40]
    )


def untag_conversation(*, actor: User, conversation_id: str, name: str) -> None:
    """Take the word away again. Raises ConversationNotFoundError."""
    get_for_desk(actor, conversation_id).tags.filter(name=name).delete()
