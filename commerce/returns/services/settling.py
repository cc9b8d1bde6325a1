"""What comes of a return in the end: money, something else, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.money import Money
from commerce.core.points import reach
from commerce.ordering.selectors.money import money_of
from commerce.ordering.services.refunds import refund_order
from commerce.oscar.order.models import Order, OrderState
from commerce.payments.errors import RefundNotPermittedError
from commerce.payments.permissions import may_refund
from commerce.returns.enums import ReturnState
from commerce.returns.errors import RefundTooHighError, ReplacementUnknownError
from commerce.returns.events import ReturnSettled
from commerce.returns.models import ReturnRequest
from commerce.returns.selectors.amounts import refund_of
from commerce.returns.selectors.returns import lock_return

from .steps import move, refuse_step

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def refund_return(
    *,
    return_id: int,
    amount: Money | None = None,
    as_credit: bool = False,
    actor: User | None = None,
    note: str = "",
) -> ReturnRequest:
    """Give back what was paid for what has been received, or less of it; publish ReturnSettled.

    It goes to what the order was paid with, the last payment first, or becomes store credit. Without
    an amount it is all that `refund_of` says. A return is settled once: the second one is refused
    and gives nothing. Raises ReturnNotFoundError, ReturnStepRefusedError, RefundNotPermittedError,
    RefundTooHighError, and what `refund_order` refuses.
    """
    if not may_refund(actor):
        raise RefundNotPermittedError
    request = lock_return(return_id)
    refuse_step(request, ReturnState.REFUNDED)
    most = refund_of(request).most
    amount = most if amount is None else amount
    if not 0 < amount.amount <= most.amount:
        raise RefundTooHighError(most=str(most))
    _give_back(request, amount, as_credit=as_credit, actor=actor, note=note)
    reach("return.refunded")
    request.refunded, request.is_credit = amount.amount, as_credit
    move(request, ReturnState.REFUNDED, event=ReturnSettled, actor=actor, note=note)
    return request


@transaction.atomic
def exchange_return(
    *, return_id: int, replacement: str, actor: User | None = None, note: str = ""
) -> ReturnRequest:
    """Settle a return with another order of the same customer, by its number; no money moves.

    Publishes ReturnSettled. Raises ReturnNotFoundError, ReturnStepRefusedError, and
    ReplacementUnknownError for an order that is not there, is another customer's or was cancelled.
    """
    request = lock_return(return_id)
    refuse_step(request, ReturnState.EXCHANGED)
    request.replacement = _replacement(request.order, replacement)
    move(request, ReturnState.EXCHANGED, event=ReturnSettled, actor=actor, note=note)
    return request


@transaction.atomic
def close_return(*, return_id: int, note: str, actor: User | None = None) -> ReturnRequest:
    """End a return without giving anything back by it; publish ReturnSettled.

    For what never arrived, and for what was settled in another way. Raises ReturnNotFoundError and
    ReturnStepRefusedError.
    """
    request = lock_return(return_id)
    move(request, ReturnState.CLOSED, event=ReturnSettled, actor=actor, note=note)
    return request


def _give_back(
    request: ReturnRequest, amount: Money, *, as_credit: bool, actor: User | None, note: str
) -> None:
    rows = request.lines.filter(received__gt=0)
    refund_order(
        order_id=request.order_id,
        amount=amount,
        known=money_of(request.order).refundable,
        key=request.public_id.rpartition("_")[2],
        as_credit=as_credit,
        pieces=dict(rows.values_list("line_id", "received")),
        actor=actor,
        note=f"{request.number} {note}".strip(),
    )


def _replacement(order: Order, number: str) -> Order:
    others = Order.objects.filter(channel=order.channel_id, number=number.strip().upper())
    found: Order | None = others.exclude(pk=order.pk).exclude(state=OrderState.CANCELLED).first()
    if found is None or not _is_same_customer(order, found):
        raise ReplacementUnknownError(pointer="/replacement")
    return found


def _is_same_customer(order: Order, other: Order) -> bool:
    if order.user_id is not None:
        return order.user_id == other.user_id
    return bool(order.guest_email.casefold() == other.guest_email.casefold())
