"""Signs that somebody is writing: forgotten by themselves, and never part of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.cache import cache
from django.db import transaction

from chatbot.errors import NotTakenError
from chatbot.selectors.desk import get_for_desk

from .keeping import TYPING, tell_of

if TYPE_CHECKING:
    from commerce.accounts.models import User

# Seconds for which somebody counts as writing; clients say it again before that.
SECONDS: Final = 6


def note_typing(conversation_id: str) -> None:
    """Let the desk see that the shopper is writing."""
    cache.set(_key(conversation_id), True, SECONDS)


def is_shopper_typing(conversation_id: str) -> bool:
    """Whether the shopper has written something within the last seconds."""
    return bool(cache.get(_key(conversation_id)))


@transaction.atomic
def tell_typing(*, actor: User, conversation_id: str) -> None:
    """Let the shopper see that the person who talks with them is writing.

    Raises ConversationNotFoundError, and NotTakenError unless the person has taken it over.
    """
    conversation = get_for_desk(actor, conversation_id)
    care = getattr(conversation, "care", None)
    if care is None or care.taken_by_id != actor.pk:
        raise NotTakenError
    tell_of(conversation, TYPING)


def _key(conversation_id: str) -> str:
    return f"chat.typing:{conversation_id}"
