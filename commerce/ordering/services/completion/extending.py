"""Goods are held as long as the shopper acts, and not for ever."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from commerce.ordering.enums import CompletionState
from commerce.ordering.models import Completion
from commerce.tenders.selectors import ways_of

# Nobody keeps goods from others for longer than this, whatever they do.
LONGEST = timedelta(hours=2)
# Less is not worth a write.
STEP = timedelta(minutes=1)


def extend(*, completion: Completion) -> None:
    """Hold the goods of an open completion for as long as from its beginning, counted from now."""
    if completion.state != CompletionState.OPEN:
        return
    wanted = timezone.now() + timedelta(minutes=ways_of(completion.channel_id).hold_minutes)
    until = min(wanted, completion.created_at + LONGEST)
    if until - completion.expires_at < STEP:
        return
    rows = Completion._base_manager.filter(pk=completion.pk, state=CompletionState.OPEN)
    rows.update(expires_at=until)
    completion.expires_at = until
