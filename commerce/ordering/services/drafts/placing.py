"""Making an order of a draft: paid by a link that its customer is sent, or later."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import gathered
from commerce.core.money import Money
from commerce.core.points import reach
from commerce.ordering.enums import DraftState
from commerce.ordering.errors import LinkDaysError, NothingToPayError
from commerce.ordering.models import DraftOrder
from commerce.ordering.payment_methods import (
    FEES,
    instrument_of,
    list_open_methods,
    payer_of,
    refuse_unpayable,
)
from commerce.ordering.selectors.drafts import lock_cart_of, lock_draft, shopper_of
from commerce.ordering.services.completion.checks import checked_review
from commerce.ordering.services.completion.placement import write_order
from commerce.ordering.services.payments import begin_payment
from commerce.oscar.order.models import OrderNote
from commerce.payments.registry import FREE, get_gateway
from commerce.tenders.enums import PAYMENT_LINK
from commerce.tenders.errors import MethodRefusedError

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.ordering.review import Review
    from commerce.oscar.order.models import Order
    from commerce.payments.registry import PaymentGateway

MOST_DAYS: Final = 30


@transaction.atomic
@gathered()
def send_link(*, draft_id: int, fingerprint: str, days: int, actor: User | None = None) -> Order:
    """Place the order of a draft, which owes its total, and let its customer pay it by a link.

    Its goods are kept for them so many days; then it is cancelled. The customer is told by a letter.
    Raises LinkDaysError, NothingToPayError, DraftPlacedError, and what `checked_review` raises for
    every difference from what the fingerprint stands for; then nothing is written.
    """
    if not 1 <= days <= MOST_DAYS:
        raise LinkDaysError(most=MOST_DAYS)
    draft = lock_draft(draft_id)
    review = _review(draft, fingerprint)
    if not review.totals.total:
        raise NothingToPayError
    draft.state, draft.link_until = DraftState.SENT, timezone.now() + timedelta(days=days)
    return _place(draft, review, PAYMENT_LINK, actor)


@transaction.atomic
@gathered()
def place_draft(
    *, draft_id: int, fingerprint: str, method: str, actor: User | None = None
) -> Order:
    """Place the order of a draft, to be paid later in a way that nobody has to act for now.

    Nobody agrees to the terms for the customer. Raises MethodRefusedError, DraftPlacedError, and what
    `checked_review` raises; then nothing is written.
    """
    draft = lock_draft(draft_id)
    review = _review(draft, fingerprint)
    if method not in dict(list_methods_of_staff(review)):
        raise MethodRefusedError(reason=method)
    if method != FREE:
        refuse_unpayable(review, method)
    draft.state = DraftState.DONE
    return _place(draft, review, method, actor)


def list_methods_of_staff(review: Review) -> list[tuple[str, str]]:
    """Return the ways to pay, by code with their names, in which staff may place an order at once."""
    if not review.totals.total:
        free = get_gateway(FREE, channel_id=review.priced.basket.channel_id)
        return [(FREE, str(free.name))]
    return [
        (gateway.code, str(gateway.name))
        for gateway, _conditions in list_open_methods(payer_of(review))
        if _is_later(gateway)
    ]


def _is_later(gateway: PaymentGateway) -> bool:
    """What a way costs would have to be a part of the draft, and somebody would have to act."""
    is_mine = gateway.code not in FEES and gateway.code != FREE
    return is_mine and gateway.can.is_by_hand and not gateway.can.needs_purse


def _review(draft: DraftOrder, fingerprint: str) -> Review:
    basket = lock_cart_of(draft)
    return checked_review(basket=basket, shopper=shopper_of(draft), fingerprint=fingerprint)


def _place(draft: DraftOrder, review: Review, method: str, actor: User | None) -> Order:
    order = write_order(review=review, shopper=shopper_of(draft))
    reach("draft.written")
    draft.order, draft.placed_by, draft.placed_at = order, actor, timezone.now()
    draft.prices = _agreed_prices(order, review)
    draft.save()
    if draft.note:
        OrderNote._base_manager.create(
            order=order, user=actor, message=draft.note, note_type=OrderNote.INFO
        )
    begin_payment(
        order=order,
        gateway=get_gateway(method, channel_id=order.channel_id),
        amount=review.totals.total,
        instrument=instrument_of(review, method),
    )
    transaction.on_commit(partial(reach, "draft.placed"))
    return order


def _agreed_prices(order: Order, review: Review) -> list[dict[str, Any]]:
    """What was agreed on, told as edits tell it; the order's lines are those of the cart in order."""
    currency = order.currency
    return [
        {
            "kind": "price",
            "line": line.public_id,
            "name": line.title,
            "before": str(Money(item.line.listed_amount, currency).rounded()),
            "after": str(item.unit_price),
            "reason": item.line.agreed_reason,
        }
        for item, line in zip(review.priced.lines, order.lines.all(), strict=True)
        if item.line.agreed_price is not None
    ]
