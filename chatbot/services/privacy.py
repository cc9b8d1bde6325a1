"""What conversations keep of one person, for them to take along, and to be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chatbot.models import Conversation, Message
from chatbot.selectors.transcripts import words_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.registry import Kept, Person


def export_person(person: Person) -> Kept:
    """Return the person's conversations with all that was said in them. Notes are the shop's own."""
    rows = _of(person).select_related("channel").order_by("pk")
    return {"conversation": [_plain(row) for row in rows]}


def forget_person(person: Person) -> None:
    """Delete the person's conversations, with notes and tags. Doing it twice changes nothing.

    What they wrote as staff stays with the shoppers they wrote to, and without their name.
    """
    _of(person).delete()
    Message.objects.filter(
        author=person.user_id, conversation__channel__tenant=person.tenant_id
    ).update(author=None)


def _of(person: Person) -> QuerySet[Conversation]:
    return Conversation.objects.filter(user=person.user_id, channel__tenant=person.tenant_id)


def _plain(row: Conversation) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "title": row.title,
        "state": row.state,
        "locale": row.locale,
        "created_at": row.created_at,
        "messages": [
            {
                "number": words.number,
                "role": words.role,
                "text": words.text,
                "reaction": words.reaction,
                "reason": words.reason,
                "said_at": words.said_at,
            }
            for words in words_of(row)
        ],
    }
