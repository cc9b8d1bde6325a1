"""Statements that run with every message, compiled once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chatbot.enums import Role
from chatbot.models import Care, Conversation, Message
from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate

if TYPE_CHECKING:
    from django.db.models import Field, QuerySet

# So many answers back an answer may mean: "the second one", "undo".
REMEMBERED: Final = 6
# A model hears so many of the last messages, and so many questions of those before in short.
RECENT: Final = 12
SUMMARISED: Final = 24
KEPT: Final = ("title", "state", "last_number", "lease", "leased_number", "leased_until")

_ROW: Final[dict[str, Field[Any, Any]]] = {
    each.name: each for each in Conversation._meta.concrete_fields
}
_CONVERSATION: Final = Message._meta.get_field("conversation")
_NUMBER: Final = Message._meta.get_field("number")


def _locked(**named: Any) -> QuerySet[Conversation, Conversation]:
    return Conversation._base_manager.filter(**named).order_by("pk").select_for_update()


def _before(conversation: Any) -> QuerySet[Message, Message]:
    return Message._base_manager.filter(conversation=conversation).order_by("-number")


LOCK_OF_GUEST: Final[PreparedRead[Conversation]] = PreparedRead(
    "conversation of a guest, locked",
    _locked,
    channel=_ROW["channel"],
    public_id=_ROW["public_id"],
    token_hash=_ROW["token_hash"],
)
LOCK_OF_USER: Final[PreparedRead[Conversation]] = PreparedRead(
    "conversation of a user, locked",
    _locked,
    channel=_ROW["channel"],
    public_id=_ROW["public_id"],
    user=_ROW["user"],
)
IS_TAKEN: Final[PreparedRead[tuple[int]]] = PreparedRead(
    "person of the shop who talks in a conversation",
    lambda *, conversation: (
        Care._base_manager.filter(conversation=conversation, taken_by__isnull=False)
        .order_by()
        .values_list("pk")[:1]
    ),
    conversation=Care._meta.get_field("conversation"),
)
ANSWERS: Final[PreparedRead[tuple[Any]]] = PreparedRead(
    "last answers of a conversation",
    lambda *, conversation: (
        _before(conversation).filter(role=Role.ASSISTANT).values_list("content")[:REMEMBERED]
    ),
    conversation=_CONVERSATION,
)
MESSAGES: Final[PreparedRead[Message]] = PreparedRead(
    "messages before one",
    lambda *, conversation, number: _before(conversation).filter(number__lt=number)[: RECENT + 1],
    conversation=_CONVERSATION,
    number=_NUMBER,
)
QUESTIONS: Final[PreparedRead[tuple[str]]] = PreparedRead(
    "what a person has said before a message",
    lambda *, conversation, number: (
        _before(conversation)
        .filter(number__lt=number, role=Role.PERSON)
        .values_list("text")[:SUMMARISED]
    ),
    conversation=_CONVERSATION,
    number=_NUMBER,
)


def _keep(
    *, conversation: Any, **values: Any
) -> tuple[QuerySet[Conversation, Conversation], dict[str, Any] | None]:
    return Conversation._base_manager.filter(pk=conversation), values


KEEP_CONVERSATION: Final = PreparedUpdate(
    "conversation after a message",
    _keep,
    conversation=_ROW["id"],
    **{name: _ROW[name] for name in (*KEPT, "updated_at")},
)
MESSAGE: Final = PreparedInsert(Message)
