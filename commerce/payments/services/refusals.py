"""Settling what a payment service has refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.core.money import Money
from commerce.payments.enums import InstructionKind
from commerce.payments.errors import PaymentAmountError
from commerce.payments.selectors import capturable
from commerce.payments.selectors.refusals import lock_refused

from .sessions import cancel_payment, capture_payment

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.payments.models import Instruction


@transaction.atomic
def close_refused(*, instruction: str, note: str, actor: User | None = None) -> None:
    """Note how something that was refused was settled elsewhere; nothing moves.

    Raises RefusalNotFoundError, also for one that is settled already.
    """
    settle_refused(lock_refused(instruction), actor=actor, note=note)


def ask_again(refused: Instruction, *, actor: User | None = None) -> None:
    """Have the gateway asked once more to collect, or to let go. The caller has locked the refused one.

    Raises what `capture_payment` raises.
    """
    session = refused.session
    if refused.kind == InstructionKind.CANCEL:
        cancel_payment(session_id=session.pk, actor=actor, note=refused.note)
        return
    left = capturable(session)
    if not left:
        raise PaymentAmountError(available=str(left))
    amount = min(left, Money(refused.amount, session.currency))
    capture_payment(session_id=session.pk, amount=amount, actor=actor, note=refused.note)


def settle_refused(refused: Instruction, *, actor: User | None = None, note: str = "") -> None:
    """Take it off the list of what waits. The caller has locked it."""
    refused.closed_at, refused.closed_by = timezone.now(), actor
    refused.note = f"{refused.note} {note}".strip()
    refused.save(update_fields=["closed_at", "closed_by", "note"])
