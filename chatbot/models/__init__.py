"""What is kept of conversations, and what shops decide about their assistant."""

from .conversations import (
    Assistant,
    AssistantText,
    Conversation,
    ConversationManager,
    Message,
)

__all__ = [
    "Assistant",
    "AssistantText",
    "Conversation",
    "ConversationManager",
    "Message",
]
