"""What people were told, and in which words."""

from .messages import Message
from .templates import Template

__all__ = ["Message", "Template"]
