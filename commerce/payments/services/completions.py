"""Payments that are made before there is an order: taken, or let go."""

from __future__ import annotations

from django.db import transaction

from commerce.core.money import Money
from commerce.payments.enums import SessionState
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import (
    capturable,
    gateway_of,
    refundable,
)

from .sessions import cancel_payment, capture_payment, refund_payment


@transaction.atomic
def capture_promised(*, order_id: int, note: str = "") -> None:
    """Take what customers have promised for an order by acting themselves. Twice changes nothing."""
    rows = PaymentSession._base_manager.select_for_update().filter(order_id=order_id)
    for session in rows.order_by("pk"):
        is_promised = session.state == SessionState.AUTHORISED and session.authorised
        if is_promised and gateway_of(session).can.pays_before_order and capturable(session):
            capture_payment(session_id=session.pk, note=note)


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
