"""What people of the shop do about conversations."""

from .notes import add_note, tag_conversation, untag_conversation
from .taking import hand_back, take_over, write

__all__ = [
    "add_note",
    "hand_back",
    "tag_conversation",
    "take_over",
    "untag_conversation",
    "write",
]
