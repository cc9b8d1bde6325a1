"""Wagtail finds the room "Messages" and the bell here."""

from .back_office import bell, menu

__all__ = ["bell", "menu"]
