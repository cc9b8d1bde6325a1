"""Wagtail finds the room "Messages" here."""

from .back_office import menu

__all__ = ["menu"]
