"""Another payment of an order: after one that failed, or in another way than was chosen first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.ordering.enums import CompletionState, ReleaseReason
from commerce.ordering.errors import NothingOwedError
from commerce.ordering.models import Completion
from commerce.ordering.payment_methods import FEES
from commerce.ordering.selectors.completions import find_last_of
from commerce.ordering.selectors.debts import amount_owed, list_replaceable, payer_of_order
from commerce.ordering.selectors.drafts import find_draft_of, refuse_over, terms_to_accept
from commerce.ordering.selectors.fulfilments import GONE
from commerce.ordering.selectors.orders import lock_order
from commerce.ordering.services.links import note_paid
from commerce.ordering.services.payments import begin_payment
from commerce.ordering.services.terms import accept_terms
from commerce.ordering.statements import INSERT_COMPLETION
from commerce.payments.enums import SessionState
from commerce.payments.selectors import list_sessions_of
from commerce.payments.services.sessions import cancel_payment
from commerce.tenders.errors import MethodRefusedError
from commerce.tenders.selectors import ways_of

from .beginning import FIRST_LOOK, Completed, promise
from .joining import join_payments, mark_placed, take_when_shipped
from .releasing import release
from .tenders import Tender, Wish, plan_tenders

if TYPE_CHECKING:
    from commerce.cart.shoppers import Shopper
    from commerce.core.money import Money
    from commerce.oscar.order.models import Order
    from commerce.payments.models import PaymentSession


@transaction.atomic(savepoint=False)  # a refused payment leaves nothing that could be kept
def pay_order(
    *, order_id: int, shopper: Shopper, wish: Wish, accepted_terms: str = ""
) -> Completed:
    """Begin another payment of exactly what the order owes now.

    It takes the place of those that were to bring money later, once it is promised: at once where
    nobody has to act. The same payment that is under way already is answered as it is, another one
    is let go. Whoever pays by a payment link agrees to the terms. Raises OrderCancelledError,
    NothingOwedError, LinkOverError, MethodRefusedError, and what `accept_terms` and `plan_tenders`
    raise; then nothing is written.
    """
    order = lock_order(order_id)
    owed = amount_owed(order)
    draft = find_draft_of(order.pk)
    refuse_over(draft)
    terms = terms_to_accept(draft, order, shopper.locale)
    if terms is not None:
        accept_terms(order=order, terms=terms, version=accepted_terms)
    _refuse_late(wish)
    last = find_last_of(order.pk)
    if last is not None and wish.has_purses and _let_go(last):
        owed, last = amount_owed(order), None  # its purses are to be had again
    tenders = plan_tenders(payer=payer_of_order(order, owed, shopper.user), wish=wish)
    if last is not None:
        payments = list_sessions_of(last.pk)
        if _is_same(payments, tenders):
            return Completed(last, payments)
        _let_go(last)
    return _begin(order, owed, shopper, tenders)


def settle(*, completion: Completion, order: Order, payments: list[PaymentSession]) -> None:
    """Let promised payments of a completion pay for its order.

    The caller has locked order, completion and payments. Raises OrderCancelledError, and
    NothingOwedError where the order owes less meanwhile.
    """
    if amount_owed(order) < completion.total:
        raise NothingOwedError
    for replaced in list_replaceable(order):
        cancel_payment(session_id=replaced.pk)
    note_paid(order=order)
    join_payments(order=order, payments=payments, is_further=True)
    mark_placed(completion=completion, order=order, payments=payments)
    if order.fulfilments.filter(state__in=GONE).exists():
        take_when_shipped(order_id=order.pk)


def _begin(order: Order, owed: Money, shopper: Shopper, tenders: list[Tender]) -> Completed:
    completion = _open(order, owed, shopper)
    before = [tender for tender in tenders if tender.acts_before]
    payments = [promise(completion, tender, order.email) for tender in before]
    if all(payment.state == SessionState.AUTHORISED for payment in payments):
        settle(completion=completion, order=order, payments=payments)
        for tender in tenders:
            if not tender.acts_before:
                begin_payment(
                    order=order,
                    gateway=tender.gateway,
                    amount=tender.amount,
                    instrument=tender.instrument,
                    completion_id=completion.pk,
                )
    return Completed(completion, list_sessions_of(completion.pk))


def _open(order: Order, owed: Money, shopper: Shopper) -> Completion:
    now = timezone.now()
    completion = Completion(
        channel=shopper.channel,
        user=shopper.user,
        order=order,
        order_number=order.number,
        locale=shopper.locale,
        currency=owed.currency,
        amount=owed.amount,
        expires_at=now + timedelta(minutes=ways_of(shopper.channel.pk).hold_minutes),
        look_at=now + FIRST_LOOK,
    )
    INSERT_COMPLETION.insert(completion)
    return completion


def _refuse_late(wish: Wish) -> None:
    """What a way to pay costs would have to be a part of the order."""
    if wish.payment_method in FEES:
        reason = _("Cash on delivery can only be chosen together with the goods.")
        raise MethodRefusedError(pointer="/payment_method", reason=reason)


def _let_go(completion: Completion) -> bool:
    if completion.state != CompletionState.OPEN:
        return False
    release(completion=completion, reason=ReleaseReason.REPLACED)
    return True


def _is_same(payments: list[PaymentSession], tenders: list[Tender]) -> bool:
    known = [
        (each.gateway, each.money("amount"), each.instrument, each.saves_method)
        for each in payments
        if each.is_open
    ]
    asked = [
        (each.gateway.code, each.amount, each.instrument, each.saves_method) for each in tenders
    ]
    return known == asked
