"""Telling that answers given so far no longer hold."""

from __future__ import annotations

from django.db.models import F

from search.models import SearchState


def raise_search_version(channel_id: int) -> None:
    """Let every answer of the channel be made anew. Two queries at most.

    Call it once what was written can be searched: an answer made before is kept under the number
    before, and one made afterwards sees what was written. Inside a transaction it holds the
    channel's row until the end, and takes effect with the commit.
    """
    raised = SearchState.objects.filter(channel_id=channel_id).update(version=F("version") + 1)
    if not raised:
        _begin_or_raise(channel_id)


def _begin_or_raise(channel_id: int) -> None:
    _state, is_new = SearchState.objects.get_or_create(channel_id=channel_id)
    if not is_new:  # another process began at the same time
        SearchState.objects.filter(channel_id=channel_id).update(version=F("version") + 1)
