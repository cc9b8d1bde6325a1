"""What was said in a conversation, as people of the shop read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import translation

from chatbot.enums import Role
from chatbot.models import Care, Conversation, Message
from chatbot.selectors.showing import messages_json
from commerce.cart.shapes import Shopper

if TYPE_CHECKING:
    from chatbot.shapes import ChatMessage


@dataclass(frozen=True, slots=True)
class Words:
    """One message: who said it, what the shopper reads, and what stands beside it."""

    number: int
    role: str
    author: str
    text: str
    beside: list[str]
    tools: list[str]
    reaction: str
    reason: str
    said_at: datetime
    intent: str
    model: str


def words_of(conversation: Conversation) -> list[Words]:
    """Return all messages in their order, in the language that the shopper reads."""
    rows = list(conversation.messages.select_related("author"))
    channel = conversation.channel
    shopper = Shopper(
        channel=channel,
        locale=conversation.locale,
        currency=channel.default_currency,
        user=None,
        token=None,
    )
    with translation.override(conversation.locale):
        shown = messages_json(rows, shopper)
    return [_words(row, each) for row, each in zip(rows, shown, strict=True)]


def with_last_words(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Let each conversation carry what the shopper has said last."""
    said = Message.objects.filter(conversation=OuterRef("pk"), role=Role.PERSON)
    return rows.annotate(last_words=Subquery(said.order_by("-number").values("text")[:1]))


def version_of(conversation: Conversation, *, is_typing: bool = False) -> str:
    """Name the state of a conversation, so that a page knows whether it shows that one."""
    care = Care.objects.filter(conversation=conversation).first()
    taken = (care.taken_by_id, bool(care.waiting_since)) if care else (None, False)
    signs = f"{int(taken[1])}-{int(is_typing)}"
    return f"{conversation.last_number}-{conversation.state}-{taken[0] or 0}-{signs}"


def _words(row: Message, shown: ChatMessage) -> Words:
    names = [product["name"] for product in shown["products"]]
    order = shown["order"]
    return Words(
        number=row.number,
        role=row.role,
        author=row.author.get_full_name() or row.author.email if row.author else "",
        text=shown["text"],
        beside=[
            *names,
            *(citation["title"] for citation in shown["citations"]),
            *([order["number"]] if order else []),
        ],
        tools=shown["tools"],
        reaction=row.reaction,
        reason=row.reason,
        said_at=row.created_at,
        intent=row.intent,
        model=row.model,
    )
