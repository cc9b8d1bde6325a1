"""What is kept of conversations, and what shops decide about their assistant."""

from .answering import Change, Frame
from .conversations import (
    Assistant,
    AssistantText,
    Conversation,
    ConversationManager,
    Message,
)
from .copilot import Proposal
from .desk import (
    AssistedOrder,
    CannedAnswer,
    Care,
    ConversationTag,
    ConversationTemplate,
    Desk,
    Note,
)
from .knowledge import CustomIntent, FaqEntry, PageChoice

__all__ = [
    "Assistant",
    "AssistantText",
    "AssistedOrder",
    "CannedAnswer",
    "Care",
    "Change",
    "Conversation",
    "ConversationManager",
    "ConversationTag",
    "ConversationTemplate",
    "CustomIntent",
    "Desk",
    "FaqEntry",
    "Frame",
    "Message",
    "Note",
    "PageChoice",
    "Proposal",
]
