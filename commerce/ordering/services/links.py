"""That somebody pays by the link of an order which staff have prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import publish
from commerce.ordering.enums import DraftState
from commerce.ordering.events import DraftOrderPaid
from commerce.ordering.models import DraftOrder

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order


@transaction.atomic
def note_paid(*, order: Order) -> None:
    """Note that whoever has the link pays a locked order, and publish DraftOrderPaid: once."""
    rows = DraftOrder._base_manager.filter(order=order.pk, state=DraftState.SENT)
    if rows.update(state=DraftState.DONE, ended_at=timezone.now()):
        publish(DraftOrderPaid(order_id=order.pk, channel_id=order.channel_id))
