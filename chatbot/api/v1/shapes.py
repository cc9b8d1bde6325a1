"""Lists of what conversations answer."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from chatbot.shapes import ChatMessage, ChatSession
from commerce.core.api.pagination import PageFrame


class ChatSessionPage(PageFrame):
    results: list[ChatSession]


class ChatMessagePage(PageFrame):
    results: list[ChatMessage]


class NewChatSession(ChatSession):
    token: Annotated[str | None, Meta(description="A guest's key to the session, given out once.")]
