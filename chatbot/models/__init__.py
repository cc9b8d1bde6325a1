"""What is kept of conversations, and what shops decide about their assistant."""

from .answering import Change, Frame
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
    "Change",
    "Conversation",
    "ConversationManager",
    "Frame",
    "Message",
]
