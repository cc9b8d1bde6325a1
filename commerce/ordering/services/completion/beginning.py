"""Beginning to pay for a cart: what is asked for is held, and whoever brings the money is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.cart.shoppers import Shopper
from commerce.core.bus import gathered
from commerce.core.points import reach
from commerce.ordering.enums import ReleaseReason
from commerce.ordering.errors import CartEmptyError, PaymentRefusedError
from commerce.ordering.models import Completion
from commerce.ordering.payment_methods import payer_of, refuse_other_fee
from commerce.ordering.review import Review
from commerce.ordering.selectors.completions import find_placed
from commerce.ordering.services.origins import note_country
from commerce.ordering.services.payments import begin_payment, begin_payment_before_order
from commerce.ordering.services.terms import note_terms
from commerce.ordering.statements import INSERT_COMPLETION
from commerce.oscar.order.models import Order
from commerce.oscar.order.utils import OrderNumberGenerator
from commerce.payments.enums import SessionState
from commerce.payments.selectors import list_sessions_of
from commerce.tenders.selectors import takes_with_payment, ways_of

from .checks import checked_review, lock_cart
from .joining import become, join_payments, mark_placed
from .placement import write_order
from .releasing import release_open
from .reservations import reserve
from .tenders import Tender, Wish, plan_tenders

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession

# When a worker looks for the first time whether a payment was made that nobody told of.
FIRST_LOOK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Completed:
    """A completion as it is now, with its payments, and the order that was placed meanwhile."""

    completion: Completion
    payments: list[PaymentSession] = field(default_factory=list)
    order: Order | None = None


@transaction.atomic(savepoint=False)  # a refused completion leaves nothing that could be kept
@gathered()
def begin_completion(
    *, shopper: Shopper, wish: Wish, fingerprint: str, accepted_terms: str = ""
) -> Completed:
    """Begin to pay for exactly what the fingerprint stands for.

    Where nobody has to act, the order is placed at once. Otherwise its goods are held, and each
    gateway is asked after the commit. A payment of this cart that was under way is let go. What was
    agreed to now is what the order says, whatever is published until it is paid. Raises what
    `note_terms`, `checked_review`, `refuse_other_fee` and `plan_tenders` raise; then nothing is
    written. A cart that has become an order since is answered with that order.
    """
    try:
        basket = lock_cart(shopper)
    except CartEmptyError:
        return _placed_before(shopper, fingerprint)
    note_terms(basket=basket, shopper=shopper, version=accepted_terms)
    note_country(basket=basket, shopper=shopper)
    review = checked_review(basket=basket, shopper=shopper, fingerprint=fingerprint)
    release_open(basket=basket, reason=ReleaseReason.REPLACED)
    refuse_other_fee(review, wish.payment_method)
    tenders = plan_tenders(payer=payer_of(review), wish=wish)
    completion = _completion(review, shopper, fingerprint)
    before = [tender for tender in tenders if tender.acts_before]
    if before:
        _open(completion)
    payments = [promise(completion, tender, review.email) for tender in before]
    if any(payment.state != SessionState.AUTHORISED for payment in payments):
        reserve(completion=completion, review=review)
        return Completed(completion, payments)
    order = write_order(
        review=review,
        shopper=shopper,
        number=completion.order_number,
        beside=partial(become, completion),
    )
    join_payments(order=order, payments=payments)
    mark_placed(completion=completion, order=order, payments=payments)
    payments += [
        begin_payment(
            order=order,
            gateway=tender.gateway,
            amount=tender.amount,
            instrument=tender.instrument,
        )
        for tender in tenders
        if not tender.acts_before
    ]
    return Completed(completion, payments, order)


def _placed_before(shopper: Shopper, fingerprint: str) -> Completed:
    found = find_placed(shopper=shopper, fingerprint=fingerprint)
    if found is None:
        raise CartEmptyError
    return Completed(found, list_sessions_of(found.pk))


def _open(completion: Completion) -> None:
    INSERT_COMPLETION.insert(completion)
    # Before anybody is asked: what is told to be asked for comes behind it.
    transaction.on_commit(partial(reach, "completion.reserved"))


def _completion(review: Review, shopper: Shopper, fingerprint: str) -> Completion:
    now, rules = timezone.now(), ways_of(shopper.channel.pk)
    return Completion(
        channel=shopper.channel,
        basket=review.priced.basket,
        user=shopper.user,
        order_number=OrderNumberGenerator().order_number(),
        locale=shopper.locale,
        currency=review.totals.total.currency,
        amount=review.totals.total.amount,
        fingerprint=fingerprint,
        expires_at=now + timedelta(minutes=rules.hold_minutes),
        look_at=now + FIRST_LOOK,
    )


def promise(completion: Completion, tender: Tender, email: str) -> PaymentSession:
    """Begin a payment that is made before the order owes it.

    Raises PaymentRefusedError where a gateway of the house refuses at once."""
    session = begin_payment_before_order(
        completion=completion,
        gateway=tender.gateway,
        amount=tender.amount,
        email=email,
        instrument=tender.instrument,
        saves_method=tender.saves_method,
        is_captured_at_once=takes_with_payment(completion.channel_id),
    )
    if session.state == SessionState.FAILED:
        raise PaymentRefusedError(reason=session.get_decline_display(), decline=session.decline)
    return session
