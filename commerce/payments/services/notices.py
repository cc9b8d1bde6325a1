"""Telling staff of what needs a person."""

from __future__ import annotations

from commerce.core.money import Money
from commerce.notifications.services.staff import tell_staff
from commerce.payments.enums import EntryKind
from commerce.payments.kinds import PAYMENT_INSTRUCTION_REFUSED, PAYMENT_SUSPECTED
from commerce.payments.selectors import get_instruction, get_suspicious_fact


def tell_of_suspicious_fact(*, fact_id: int) -> None:
    """Tell the staff of the fact's tenant, once; of an account of no tenant only the log tells."""
    fact = get_suspicious_fact(fact_id)
    if fact.tenant_id is None:
        return
    known = fact.session.order_number if fact.session else ""
    tell_staff(
        kind=PAYMENT_SUSPECTED.code,
        tenant_id=fact.tenant_id,
        event_id=f"suspected:{fact.pk}",
        values={
            "payment": known or fact.named_session or fact.named_reference,
            "amount": str(Money(fact.amount, fact.currency)),
            "reason": str(fact.get_reason_display()),
        },
        about=fact.public_id,
    )


def tell_of_refused_instruction(*, instruction_id: int) -> None:
    """Tell the staff of the payment's tenant what a payment service did not do, once."""
    instruction = get_instruction(instruction_id)
    session = instruction.session
    said = session.entries.filter(kind=EntryKind.FAILED, reference=instruction.public_id).first()
    tell_staff(
        kind=PAYMENT_INSTRUCTION_REFUSED.code,
        tenant_id=session.channel.tenant_id,
        event_id=f"refused:{instruction.pk}",
        values={
            "order": session.order_number,
            "what": str(instruction.get_kind_display()),
            "amount": str(Money(instruction.amount, session.currency)),
            "reason": said.note if said else "",
        },
        about=session.order_number,
    )
