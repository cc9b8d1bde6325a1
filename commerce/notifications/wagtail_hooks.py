"""Wagtail finds the bell and the suppressed addresses here."""

from .back_office import bell, suppressions

__all__ = ["bell", "suppressions"]
