"""Money of an order goes back: to what it was paid with, or as store credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.money import Money
from commerce.ordering.errors import MoneyHasMovedError, NobodyToCreditError
from commerce.ordering.selectors.money import RefundPart, money_of, plan_refund
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Order
from commerce.payments.errors import PaymentAmountError, RefundNotPermittedError
from commerce.payments.permissions import may_refund
from commerce.payments.services.instructions import new_instruction_key
from commerce.payments.services.sessions import refund_payment
from commerce.tenders.services.refunding import refund_as_store_credit

from .gift_cards import recall_for_refund

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from commerce.accounts.models import User


@transaction.atomic
def refund_order(
    *,
    order_id: int,
    amount: Money,
    known: Money,
    key: str,
    payment: str = "",
    as_credit: bool = False,
    pieces: Mapping[int, int] | None = None,
    actor: User | None = None,
    note: str = "",
    name_part: Callable[[int], str] = lambda _number: new_instruction_key(),
) -> list[RefundPart]:
    """Give an amount of an order back and return the parts it went in.

    `known` is what could be given back when it was decided: who decides the same twice, or at the
    same moment, gives once. `key` names this refund where it becomes store credit. Gift cards that
    are among the `pieces` of lines lose their worth first, others where the amount is more than all
    else has cost. Raises RefundNotPermittedError, MoneyHasMovedError, PaymentAmountError,
    NobodyToCreditError and GiftCardsSpentError.
    """
    if not may_refund(actor):
        raise RefundNotPermittedError
    order = lock_order(order_id)
    money = money_of(order)
    if money.refundable != known:
        raise MoneyHasMovedError(available=str(money.refundable))
    parts = plan_refund(money, amount, payment=payment)
    if amount.amount <= 0 or sum(part.amount.amount for part in parts) != amount.amount:
        raise PaymentAmountError(available=str(known))
    asked = [name_part(number) for number, _part in enumerate(parts)]
    recall_for_refund(
        order=order,
        gone=money.came_in - (known - amount).amount,
        pieces=pieces or {},
        key=asked[0],
        actor=actor,
        note=note,
    )
    for part, name in zip(parts, asked, strict=True):
        if as_credit:
            _credit(order, part, key, actor, note)
        else:
            session_id = part.payment.session.pk
            refund_payment(
                session_id=session_id, amount=part.amount, actor=actor, note=note, key=name
            )
    return parts


def _credit(order: Order, part: RefundPart, key: str, actor: User | None, note: str) -> None:
    if order.user is None:
        raise NobodyToCreditError
    refund_as_store_credit(
        session_id=part.payment.session.pk,
        owner=order.user,
        amount=part.amount,
        key=f"{key}/{part.payment.session.pk}",
        actor=actor,
        note=note,
    )
