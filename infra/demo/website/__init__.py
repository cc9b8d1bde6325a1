"""The demo shop's website: home, four pages, menus and a banner in four languages."""

from .publishing import publish

__all__ = ["publish"]
