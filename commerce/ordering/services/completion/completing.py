"""The one way from a completion to its order: client, webhook and worker all come here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.utils import translation

from commerce.cart.errors import InsufficientStockError
from commerce.cart.shoppers import Shopper
from commerce.core.bus import gathered
from commerce.core.errors import DomainError
from commerce.core.points import reach
from commerce.integrations.errors import ProviderError
from commerce.ordering.enums import CompletionState, ReleaseReason
from commerce.ordering.errors import (
    CheckoutChangedError,
    NothingOwedError,
    OrderCancelledError,
)
from commerce.ordering.models import Completion
from commerce.ordering.selectors.completions import (
    find_open,
    find_open_of,
    list_promising,
    lock_completion,
)
from commerce.oscar.basket.models import Basket
from commerce.payments.enums import SessionState
from commerce.payments.selectors import list_sessions_of, lock_sessions_of
from commerce.payments.services.ledger import followed
from commerce.payments.services.looking import look_at_session

from .beginning import Completed
from .checks import checked_review
from .joining import join_payments, mark_placed
from .placement import write_order
from .releasing import give_back, release
from .repaying import settle
from .reservations import use_reservation

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.payments.models import PaymentSession

logger = structlog.get_logger(__name__)


def look_and_complete(*, completion_id: int) -> Completed:
    """Ask whoever brings the money how it stands, then go on as far as that allows.

    Outside of any transaction. A gateway that does not answer changes nothing.
    """
    for session in list_promising(completion_id):
        try:
            with followed():
                look_at_session(session=session)
        except ProviderError as error:
            logger.warning("payment_not_seen", session=session.pk, error=type(error).__name__)
    return complete(completion_id=completion_id)


def settle_open(*, shopper: Shopper, order_id: int | None = None) -> None:
    """Go on with what was paid already for the shopper's cart, or for that order, before another
    payment is begun.
    """
    completion_id = find_open_of(order_id) if order_id else find_open(shopper)
    if completion_id is not None:
        look_and_complete(completion_id=completion_id)


@transaction.atomic
def complete(*, completion_id: int) -> Completed:
    """Place the order once all its money is promised; otherwise leave everything as it is.

    Whoever comes second, or at the same moment, finds the order of the first. What cannot be an
    order any more is let go, and so is money that comes for what was let go. Locks the cart, the
    completion, the payments and the goods, in this order.
    """
    completion = lock_completion(completion_id)
    payments = lock_sessions_of(completion_id)
    if completion.state == CompletionState.RELEASED:
        give_back(completion=completion)
    elif completion.state == CompletionState.OPEN and _is_promised(payments):
        reach("completion.promised")
        with translation.override(completion.locale):
            return _place_or_release(completion, payments)
    return Completed(completion, payments)


def _is_promised(payments: list[PaymentSession]) -> bool:
    return all(
        payment.state == SessionState.AUTHORISED and payment.authorised >= payment.amount
        for payment in payments
    )


def _place_or_release(completion: Completion, payments: list[PaymentSession]) -> Completed:
    try:
        with transaction.atomic():
            return _place(completion, payments)
    except DomainError as refusal:
        release(completion=completion, reason=_reason_of(refusal), refusal=refusal.code)
        return Completed(completion, list_sessions_of(completion.pk))


def _place(completion: Completion, payments: list[PaymentSession]) -> Completed:
    if completion.order is not None:
        return _pay(completion, completion.order, payments)
    basket = completion.basket
    if basket is None or basket.status != Basket.OPEN:
        raise CheckoutChangedError(changes=[])
    shopper = Shopper(
        channel=completion.channel,
        locale=completion.locale,
        currency=basket.currency,
        user=basket.owner,
    )
    review = checked_review(
        basket=basket,
        shopper=shopper,
        fingerprint=completion.fingerprint,
        is_promised=True,
    )
    if review.totals.total != completion.total:
        raise CheckoutChangedError(changes=[])
    use_reservation(completion=completion)
    with gathered():
        order = write_order(review=review, shopper=shopper, number=completion.order_number)
        reach("completion.written")
        join_payments(order=order, payments=payments)
        mark_placed(completion=completion, order=order, payments=payments)
    return Completed(completion, payments, order)


def _pay(completion: Completion, order: Order, payments: list[PaymentSession]) -> Completed:
    settle(completion=completion, order=order, payments=payments)
    return Completed(completion, payments)


def _reason_of(refusal: DomainError) -> ReleaseReason:
    match refusal:
        case InsufficientStockError():
            return ReleaseReason.OUT_OF_STOCK
        case CheckoutChangedError():
            return ReleaseReason.CART_CHANGED
        case NothingOwedError() | OrderCancelledError():
            return ReleaseReason.NOT_OWED
    return ReleaseReason.REFUSED


def let_go(*, completion_id: int) -> Completed:
    """Let go of what the shopper does not want to pay any more. What is an order stays one."""
    with transaction.atomic():
        completion = lock_completion(completion_id)
        if completion.state == CompletionState.OPEN:
            release(completion=completion, reason=ReleaseReason.LET_GO)
    return Completed(completion, list_sessions_of(completion_id))
