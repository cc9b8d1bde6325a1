"""What is kept of conversations, and what shops decide about their assistant."""

from .answering import Change, Frame
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
    "Change",
    "Conversation",
    "ConversationManager",
    "CustomIntent",
    "FaqEntry",
    "Frame",
    "Message",
    "PageChoice",
]
