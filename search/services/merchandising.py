"""Letting what marketers saved for certain searches take effect."""

from __future__ import annotations

from search.finding.merchandising import forget_merchandising
from search.services.state import raise_search_version


def announce_merchandising(*, channel_id: int) -> None:
    """Have every process read the rules anew. Call it in the transaction that changed one."""
    raise_search_version(channel_id)
    forget_merchandising()
