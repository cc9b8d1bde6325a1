"""What a worker does for payments that nobody goes on with."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from commerce.core.points import reach
from commerce.ordering.enums import CompletionState, ReleaseReason
from commerce.ordering.models import Completion
from commerce.ordering.selectors.completions import lock_completion

from .completing import look_and_complete
from .releasing import release

logger = structlog.get_logger(__name__)

BATCH = 50
# When one that is still open is looked at again; a worker that ended on its way leaves it no longer.
AGAIN = timedelta(minutes=2)


def sweep_completions(*, batch: int = BATCH) -> int:
    """Look after the open completions whose turn it is, the longest waiting first; return how many.

    Whoever brings the money is asked: what is paid becomes its order, and what is over is let go.
    Several workers at once take different ones, and one that breaks keeps none from its turn.
    """
    due = _take(batch)
    for completion_id in due:
        reach("sweep.taken")
        try:
            look_and_complete(completion_id=completion_id)
            expire(completion_id=completion_id)
        except Exception:
            logger.exception("completion_not_looked_after", completion=completion_id)
    return len(due)


@transaction.atomic
def _take(batch: int) -> list[int]:
    now = timezone.now()
    rows = Completion._base_manager.filter(state=CompletionState.OPEN, look_at__lte=now)
    taken = rows.select_for_update(skip_locked=True).order_by("look_at", "pk")
    due = list(taken.values_list("pk", flat=True)[:batch])
    Completion._base_manager.filter(pk__in=due).update(look_at=now + AGAIN)
    return due


@transaction.atomic
def expire(*, completion_id: int) -> None:
    """Let go of an open completion whose time is over; otherwise change nothing."""
    completion = lock_completion(completion_id)
    if completion.state == CompletionState.OPEN and completion.expires_at <= timezone.now():
        release(completion=completion, reason=ReleaseReason.EXPIRED)
        reach("completion.expired")
