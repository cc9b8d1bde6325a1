"""Payments that are made before there is an order: taken, or let go."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from commerce.core.money import Money
from commerce.payments.enums import InstructionKind, SessionState
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import (
    capturable,
    gateway_of,
    refundable,
)

from .instructions import instruct
from .sessions import cancel_payment, refund_payment


@transaction.atomic
def capture_promised(*, order_id: int, note: str = "") -> None:
    """Take what customers have promised for an order by acting themselves. Twice changes nothing."""
    rows = PaymentSession._base_manager.select_for_update().filter(order_id=order_id)
    for session in rows.order_by("pk"):
        if _is_promised(session) and (left := capturable(session)):
            instruct(session=session, kind=InstructionKind.CAPTURE, amount=left, note=note)


def take_promised(*, sessions: Iterable[PaymentSession]) -> None:
    """Take what customers have promised for an order by acting themselves, once: when these sessions
    have just joined it, and are locked.
    """
    for session in sessions:
        left = session.money("amount") - session.money("captured")
        if _is_promised(session) and left:
            instruct(session=session, kind=InstructionKind.CAPTURE, amount=left)


def _is_promised(session: PaymentSession) -> bool:
    is_there = session.state == SessionState.AUTHORISED and bool(session.authorised)
    return is_there and gateway_of(session).can.pays_before_order


@transaction.atomic
def give_up_payment(*, session_id: int, note: str = "") -> Money:
    """Give back what has come in and let go of the rest; return what was promised, however late.

    Twice changes nothing.
    """
    (session,) = PaymentSession._base_manager.select_for_update().filter(pk=session_id)
    if refundable(session):
        refund_payment(session_id=session.pk, note=note)
    if session.captured < session.amount:
        cancel_payment(session_id=session.pk, note=note)
    return session.money("authorised")
