"""A completion and its order find each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from commerce.core.points import reach
from commerce.ordering.enums import CompletionState
from commerce.ordering.models import Completion
from commerce.ordering.services.payments import source_of
from commerce.ordering.statements import INSERT_SOURCE, NOTE_PLACED
from commerce.oscar.order.models import Order
from commerce.payments.services.completions import capture_promised, take_promised
from commerce.payments.services.sessions import join_order
from commerce.tenders.enums import CaptureRule
from commerce.tenders.selectors import ways_of

if TYPE_CHECKING:
    from django.db.models import Model

    from commerce.payments.models import PaymentSession

# Gift cards and store credit are taken with the order at the earliest.
SOON: Final = (CaptureRule.WITH_PAYMENT, CaptureRule.AT_ONCE)


def join_payments(
    *, order: Order, payments: list[PaymentSession], is_further: bool = False
) -> None:
    """Let these payments, which were made before and are locked, pay for the order.

    Say `is_further` where the order had others.
    """
    INSERT_SOURCE.insert(*(source_of(order, payment) for payment in payments))
    if payments:
        join_order(sessions=payments, order_id=order.pk, is_further=is_further)


def become(completion: Completion, order: Order) -> list[Model]:
    """Return what is to be written with an order: a completion that nobody had to wait for."""
    if completion.pk is not None:
        return []
    completion.state, completion.order = CompletionState.PLACED, order
    return [completion]


def mark_placed(*, completion: Completion, order: Order, payments: list[PaymentSession]) -> None:
    """Note what a completion has become, unless it was written with its order, and take what was
    promised where the channel does so. The payments are locked.
    """
    if completion.state != CompletionState.PLACED:
        completion.state, completion.order = CompletionState.PLACED, order
        _note_placed(completion)
    transaction.on_commit(partial(reach, "completion.placed"))
    if ways_of(completion.channel_id).capture in SOON:
        take_promised(sessions=payments)


def _note_placed(completion: Completion) -> None:
    completion.updated_at = timezone.now()
    NOTE_PLACED.run(
        completion=completion.pk,
        state=completion.state,
        order=completion.order_id,
        updated_at=completion.updated_at,
    )


def take_when_shipped(*, order_id: int) -> None:
    """Take what was promised for an order of which a parcel left, where the channel does so."""
    channel_id = Order._base_manager.values_list("channel_id", flat=True).get(pk=order_id)
    if ways_of(channel_id).capture == CaptureRule.WHEN_SHIPPED:
        capture_promised(order_id=order_id)
