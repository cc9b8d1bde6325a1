"""What staff do about something that a payment service has refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.money import Money
from commerce.ordering.errors import NobodyToCreditError
from commerce.ordering.selectors.money import money_of
from commerce.ordering.selectors.orders import lock_order
from commerce.payments.enums import InstructionKind
from commerce.payments.selectors import refundable
from commerce.payments.selectors.refusals import lock_refused
from commerce.payments.services.refusals import ask_again, settle_refused
from commerce.payments.services.sessions import refund_payment

from .refunds import refund_order

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.payments.models import Instruction


@transaction.atomic
def try_refused_again(*, instruction: str, actor: User | None = None) -> None:
    """Have the payment service asked once more for what it has refused; it is settled with that.

    Refused again, it is on the list again. Money that goes back is never more than is there now, and
    gift cards that the order has sold lose once what they have to. Raises RefusalNotFoundError for one
    that is settled, RefundNotPermittedError, PaymentAmountError, and what `refund_order` and
    `capture_payment` raise.
    """
    refused = lock_refused(instruction)
    if refused.kind == InstructionKind.REFUND:
        _give_back(refused, actor=actor, as_credit=False)
    else:
        ask_again(refused, actor=actor)
    settle_refused(refused, actor=actor)


@transaction.atomic
def credit_refused(*, instruction: str, actor: User | None = None) -> None:
    """Give a refund that was refused as store credit to the account of its order.

    Raises RefusalNotFoundError for what is settled or no refund, NobodyToCreditError where there is
    no account, and what `refund_order` raises.
    """
    refused = lock_refused(instruction)
    if refused.kind != InstructionKind.REFUND or refused.session.order_id is None:
        raise NobodyToCreditError
    _give_back(refused, actor=actor, as_credit=True)
    settle_refused(refused, actor=actor)


def _give_back(refused: Instruction, *, actor: User | None, as_credit: bool) -> None:
    session, note = refused.session, refused.note
    amount = min(Money(refused.amount, session.currency), refundable(session))
    if session.order_id is None:
        refund_payment(session_id=session.pk, amount=amount, actor=actor, note=note)
        return
    order = lock_order(session.order_id)
    refund_order(
        order_id=order.pk,
        amount=amount,
        known=money_of(order).refundable,
        key=refused.public_id,
        payment=session.public_id,
        as_credit=as_credit,
        actor=actor,
        note=note,
    )
