"""What customers do with a return: ask for it, say that it is on its way, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.oscar.order.models import Order
from commerce.returns.enums import ReturnReason, ReturnState, ReturnWish
from commerce.returns.errors import AccountNeededError, NeverSentError, NothingToReturnError
from commerce.returns.events import ReturnRequested
from commerce.returns.models import ReturnLine, ReturnPhoto, ReturnRequest, ReturnRules
from commerce.returns.selectors.eligibility import Returnable, list_returnable
from commerce.returns.selectors.returns import lock_return
from commerce.returns.selectors.rules import rules_of

from .deciding import approve_return
from .steps import move, note_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a customer wants to send back: pieces by the public ids of lines; `photo` is a JPEG."""

    pieces: Mapping[str, int]
    reason: ReturnReason
    wish: ReturnWish = ReturnWish.REFUND
    comment: str = ""
    photo: bytes = b""


@transaction.atomic
def request_return(*, order_id: int, asked: Asked, is_withdrawal: bool = False) -> ReturnRequest:
    """Ask to send pieces of an order back, and publish ReturnRequested.

    Approved at once where the channel's rules say so, and after a withdrawal from the contract. Who
    may ask is for the caller to find out. Raises NothingToReturnError, NeverSentError for more than
    was sent or is on its way back already, ReturnExcludedError, ReturnWindowOverError, and
    AccountNeededError for store credit of a guest.
    """
    lock_order(order_id)
    order = get_order(order_id)
    if asked.wish == ReturnWish.CREDIT and order.user_id is None:
        raise AccountNeededError(pointer="/wish")
    rules = rules_of(order.channel_id)
    chosen = _choose(order, rules, asked, is_withdrawal=is_withdrawal)
    request = _open(order, asked, is_withdrawal=is_withdrawal)
    ReturnLine.objects.bulk_create(
        ReturnLine(request=request, line=row.line, quantity=number) for row, number in chosen
    )
    if asked.photo:
        ReturnPhoto.objects.create(request=request, jpeg=asked.photo)
    note_step(request)
    publish(ReturnRequested(return_id=request.pk, order_id=order.pk, channel_id=order.channel_id))
    reach("return.requested")
    if rules.is_approved_at_once or is_withdrawal:
        return approve_return(return_id=request.pk)
    return request


@transaction.atomic
def mark_sent(*, return_id: int, carrier: str = "", tracking_number: str = "") -> ReturnRequest:
    """Note that the customer has sent it. Said twice, it is sent once; the last tracking holds.

    Raises ReturnNotFoundError and ReturnStepRefusedError.
    """
    request = lock_return(return_id)
    request.carrier, request.tracking_number = carrier, tracking_number
    if request.state == ReturnState.SENT:
        request.save(update_fields=["carrier", "tracking_number"])
    else:
        move(request, ReturnState.SENT)
    return request


@transaction.atomic
def take_request_back(*, return_id: int) -> ReturnRequest:
    """Let a customer keep the goods after all, until they say that they have sent them. Twice changes
    nothing. Raises ReturnNotFoundError and ReturnStepRefusedError.
    """
    request = lock_return(return_id)
    if request.state != ReturnState.CANCELLED:
        move(request, ReturnState.CANCELLED)
    return request


def _choose(
    order: Order, rules: ReturnRules, asked: Asked, *, is_withdrawal: bool
) -> list[tuple[Returnable, int]]:
    rows = list_returnable(order, rules=rules, is_withdrawal=is_withdrawal)
    by_id = {row.line.public_id: row for row in rows}
    chosen = [(by_id.get(key), number) for key, number in asked.pieces.items() if number > 0]
    if not chosen:
        raise NothingToReturnError(pointer="/lines")
    found: list[tuple[Returnable, int]] = []
    for row, number in chosen:
        if row is None:
            raise NeverSentError(pointer="/lines", name="?", left=0)
        if (refusal := row.refusal_of(number)) is not None:
            raise refusal
        found.append((row, number))
    return found


def _open(order: Order, asked: Asked, *, is_withdrawal: bool) -> ReturnRequest:
    """The order's lock keeps two from having one number."""
    count = ReturnRequest._base_manager.filter(order=order).count()
    request: ReturnRequest = ReturnRequest.objects.create(
        number=f"{order.number}-{count + 1}",
        channel_id=order.channel_id,
        order=order,
        reason=asked.reason,
        wish=asked.wish,
        comment=asked.comment,
        is_withdrawal=is_withdrawal,
        currency=order.currency,
    )
    return request
