"""What editors write."""

from .media import HeronDocument, HeronImage, HeronRendition

__all__ = ["HeronDocument", "HeronImage", "HeronRendition"]
