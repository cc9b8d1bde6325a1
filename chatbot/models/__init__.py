"""What is kept of conversations, and what shops decide about their assistant."""

from .conversations import (
    Assistant,
    AssistantText,
    Conversation,
    ConversationManager,
    Message,
)
from .knowledge import CustomIntent, FaqEntry, PageChoice

__all__ = [
    "Assistant",
    "AssistantText",
    "Conversation",
    "ConversationManager",
    "CustomIntent",
    "FaqEntry",
    "Message",
    "PageChoice",
]
