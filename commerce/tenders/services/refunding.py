"""Money of an order that does not go back to where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.money import Money
from commerce.payments.enums import EntryKind
from commerce.payments.errors import PaymentAmountError, RefundNotPermittedError
from commerce.payments.permissions import may_refund
from commerce.payments.selectors import lock_session, refundable
from commerce.payments.services.ledger import book

from .issuing import give_store_credit

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenders.models import PurseAccount


@transaction.atomic
def refund_as_store_credit(
    *,
    session_id: int,
    owner: User,
    amount: Money,
    key: str,
    actor: User | None = None,
    note: str = "",
) -> PurseAccount:
    """Give money of a payment back as store credit: nobody outside is asked, and it counts as given
    back. Saying it twice with one `key` gives once.

    Raises RefundNotPermittedError, and PaymentAmountError for more than was received.
    """
    if not may_refund(actor):
        raise RefundNotPermittedError
    session = lock_session(session_id)
    reference = f"store-credit/{key}"[:64]
    if not session.entries.filter(kind=EntryKind.CREDITED, reference=reference).exists():
        available = refundable(session)
        if not 0 < amount.amount <= available.amount or not amount.is_payable:
            raise PaymentAmountError(available=str(available))
        book(
            session=session,
            kind=EntryKind.CREDITED,
            amount=amount,
            reference=reference,
            actor=actor,
            note=note,
        )
    return give_store_credit(
        channel_id=session.channel_id,
        owner=owner,
        amount=amount,
        issue=reference,
        order_number=session.order_number,
        actor=actor,
        note=note,
    )
