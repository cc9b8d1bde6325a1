"""What is done at the desk of a shop whose payments are on trial, by staff or for a customer."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from commerce.accounts.models import User
from commerce.core.money import Money
from commerce.integrations.selectors import list_in_use
from commerce.ordering.services.cancellations import cancel_unpacked_order
from commerce.oscar.order.models import Order
from commerce.payments.enums import InstructionKind
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import capturable
from commerce.payments.services.reconciling import reconcile
from commerce.payments.services.sessions import capture_payment, refund_payment
from infra.reliability.provider import TillProvider

BACK: Final = Money(Decimal("5.00"), "EUR")
STAFF: Final = "staff@example.org"


def capture_all() -> None:
    """Take what is promised for orders, where that is left to staff."""
    for session in PaymentSession._base_manager.exclude(order_id=None):
        if session.is_open and session.authorised and capturable(session):
            capture_payment(session_id=session.pk, actor=_staff())


def give_back_a_part() -> None:
    """Give a part of the first payment back, if nobody has yet."""
    for session in PaymentSession._base_manager.filter(captured__gt=0, refunded=0):
        if not session.instructions.filter(kind=InstructionKind.REFUND).exists():
            refund_payment(session_id=session.pk, amount=BACK, actor=_staff(), note="A scratch")


def cancel_the_newest() -> None:
    """Do as the customer of the newest order does who has changed their mind."""
    newest = Order._base_manager.order_by("pk").last()
    if newest is not None:
        cancel_unpacked_order(order_id=newest.pk)


def read_books() -> None:
    """Hold the ledger against the books of the till, from where an interrupted reading had got to."""
    for tenant_id, provider in list_in_use(TillProvider):
        reconcile(provider=provider, tenant_id=tenant_id)


def _staff() -> User:
    return User.objects.get(email=STAFF)
