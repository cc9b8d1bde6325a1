"""What people were told, and in which words."""

from .messages import Message

__all__ = ["Message"]
