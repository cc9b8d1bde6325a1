"""Shoppers who want a person, and what they are told."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from chatbot.answering.replies import Reply
from chatbot.models import Care, Conversation, Desk

# What is said to who has asked for a person, by the assistant itself or by an intent of the shop's.
_WISHES: Final = frozenset({"human", "human_alone"})


def note_wish(conversation: Conversation, reply: Reply) -> Reply:
    """Let a shopper who asks for a person wait for one, in a locked conversation.

    While somebody is there the shopper is told so; otherwise where else people are reached, and when
    somebody answers here.
    """
    if not _is_wish(reply):
        return reply
    care, _is_new = Care.objects.get_or_create(conversation=conversation)
    if care.waiting_since is None:
        care.waiting_since = timezone.now()
        care.save(update_fields=["waiting_since"])
    desk = Desk._base_manager.filter(channel=conversation.channel_id).first()
    if desk is None:
        return reply
    is_open = desk.is_open(timezone.now())
    return {**reply, "say": "waiting"} if is_open else {**reply, "shows_hours": True}


def _is_wish(reply: Reply) -> bool:
    """A model asks for a person by the tool; without one the words of the house tell."""
    is_of_model = bool(reply.get("text")) and "source" not in reply
    return reply["say"] in _WISHES or (is_of_model and "hand_over" in reply.get("tools", ()))
