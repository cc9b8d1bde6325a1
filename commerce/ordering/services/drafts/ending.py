"""The end of payment links that nobody has paid by: the order is cancelled, its goods are free."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.utils import timezone

from commerce.core.points import reach
from commerce.ordering.enums import DraftState
from commerce.ordering.errors import LinkNotOpenError, NothingOwedError, OrderCancelledError
from commerce.ordering.models import DraftOrder
from commerce.ordering.selectors.completions import find_open_of
from commerce.ordering.selectors.debts import amount_owed
from commerce.ordering.selectors.drafts import list_over, lock_draft
from commerce.ordering.selectors.orders import lock_order
from commerce.ordering.services.links import note_paid
from commerce.ordering.services.orders import cancel_order

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.oscar.order.models import Order

logger = structlog.get_logger(__name__)


@transaction.atomic
def withdraw_link(*, draft_id: int, actor: User | None = None) -> None:
    """Let nobody pay by the link any more, and cancel its order. What is being paid is let go.

    Raises LinkNotOpenError for one that was paid by, withdrawn or is over, and what `cancel_order`
    raises.
    """
    draft, order = _lock(draft_id)
    if draft.state != DraftState.SENT or order is None:
        raise LinkNotOpenError
    try:
        amount_owed(order)
    except (NothingOwedError, OrderCancelledError):
        raise LinkNotOpenError from None
    _end(draft, DraftState.WITHDRAWN, actor)
    cancel_order(order_id=order.pk, actor=actor)


def end_links() -> int:
    """End the links whose time is over; return how many there were. One that breaks keeps none."""
    due = list(list_over(timezone.now()))
    for draft_id in due:
        try:
            end_link(draft_id=draft_id)
        except Exception:
            logger.exception("payment_link_not_ended", draft=draft_id)
    return len(due)


@transaction.atomic
def end_link(*, draft_id: int) -> None:
    """Cancel the order of a link that is over, unless somebody is paying it now, or has paid it."""
    draft, order = _lock(draft_id)
    is_over = draft.link_until is not None and draft.link_until <= timezone.now()
    if draft.state != DraftState.SENT or order is None or not is_over:
        return
    if find_open_of(order.pk) is not None:
        return
    try:
        amount_owed(order)
    except NothingOwedError:
        note_paid(order=order)
        return
    except OrderCancelledError:
        _end(draft, DraftState.WITHDRAWN, None)
        return
    _end(draft, DraftState.EXPIRED, None)
    cancel_order(order_id=order.pk)


def _lock(draft_id: int) -> tuple[DraftOrder, Order | None]:
    draft = lock_draft(draft_id)
    return draft, lock_order(draft.order_id) if draft.order_id else None


def _end(draft: DraftOrder, state: DraftState, actor: User | None) -> None:
    draft.state, draft.ended_by, draft.ended_at = state, actor, timezone.now()
    draft.save(update_fields=["state", "ended_by", "ended_at"])
    reach("draft.ended")
    transaction.on_commit(partial(reach, "draft.let_go"))
