"""What gateways are asked to do: written down in the caller's transaction, asked after its commit.

The request that instructs asks as soon as it has committed. Should it end before, or the gateway
not answer, the outbox asks again, with the same key, until there is an answer.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.ids import new_public_id
from commerce.core.money import Money
from commerce.core.points import reach
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import Authorised, NextStep
from commerce.payments.enums import EntryKind, InstructionKind, InstructionState, SessionState
from commerce.payments.errors import PaymentInProgressError
from commerce.payments.events import PaymentInstructed, PaymentInstructionRefused
from commerce.payments.models import Instruction, PaymentSession
from commerce.payments.selectors import gateway_of
from commerce.payments.statements import (
    ANSWER_INSTRUCTION,
    CLAIM_INSTRUCTION,
    INSERT_INSTRUCTION,
    LOCK_INSTRUCTION,
    READ_INSTRUCTION,
)

from .facts import AWAITED, book_early
from .ledger import book
from .saved import remember_customer

if TYPE_CHECKING:
    from commerce.accounts.models import User

# Longer than a gateway may take to answer.
CLAIM = timedelta(minutes=1)
OUTCOMES = {
    InstructionKind.CAPTURE: EntryKind.CAPTURED,
    InstructionKind.CANCEL: EntryKind.CANCELLED,
    InstructionKind.REFUND: EntryKind.REFUNDED,
}

new_instruction_key = partial(new_public_id, "payi")

Answer = NextStep | Authorised | PaymentDeclinedError | str


def instruct(
    *,
    session: PaymentSession,
    kind: InstructionKind,
    amount: Money,
    actor: User | None = None,
    note: str = "",
    key: str = "",
) -> None:
    """Have the session's gateway asked once the transaction is committed, with that key or a new one.

    One that asks nobody outside answers at once, and nothing has to be written down first. The
    caller holds the session's lock in a transaction.
    """
    instruction = Instruction(
        public_id=key or new_instruction_key(),
        session=session,
        kind=kind,
        amount=amount.amount,
        actor=actor,
        note=note,
    )
    if gateway_of(session).can.is_by_hand:
        _settle(instruction, session, _ask(instruction))
        return
    INSERT_INSTRUCTION.insert(instruction)
    # Before the event, so that the worker it wakes finds the answer already there.
    own = instruction.pk
    transaction.on_commit(lambda: carry_out(instruction_id=own), robust=True)
    publish(PaymentInstructed(session_id=session.pk, instruction_id=own))


def promise_of(session: PaymentSession) -> str:
    """Name the promise of a session that is not written yet; empty where it is still to be asked for.

    Who pays by hand and without an instrument is trusted, or is told what to do: no row decides.
    """
    gateway, key = gateway_of(session), new_instruction_key()
    if session.instrument or not gateway.can.is_by_hand:
        return ""
    with suppress(PaymentDeclinedError):
        if gateway.start(session.facts(), key=key) == Authorised():
            return key
    return ""


def carry_out(*, instruction_id: int) -> None:
    """Ask the gateway outside of any transaction, and write down its answer. Twice changes nothing.

    Raises PaymentInProgressError while somebody else asks, or an earlier instruction of the session
    is open, and whatever kept the gateway from answering; then it is to be asked again.
    """
    instruction = _claim(instruction_id)
    if instruction is None:
        return
    reach(f"{instruction.kind}.claimed")
    try:
        answer = _ask(instruction)
    except Exception:
        Instruction.objects.filter(pk=instruction_id).update(claimed_until=None)
        raise
    reach(f"{instruction.kind}.answered")
    with transaction.atomic():
        (current,) = LOCK_INSTRUCTION.all(instruction=instruction_id)
        if current.state == InstructionState.OPEN:
            is_refused = isinstance(answer, PaymentDeclinedError)
            current.state = InstructionState.REFUSED if is_refused else InstructionState.DONE
            ANSWER_INSTRUCTION.run(instruction=current.pk, state=current.state)
            _settle(current, current.session, answer)
        reach(f"{instruction.kind}.booked")


def _claim(instruction_id: int) -> Instruction | None:
    """One statement takes the claim, so that two never have it."""
    now = timezone.now()
    is_mine = CLAIM_INSTRUCTION.run(instruction=instruction_id, now=now, until=now + CLAIM)
    (instruction,) = READ_INSTRUCTION.all(instruction=instruction_id)
    if instruction.state != InstructionState.OPEN:
        return None
    if not is_mine:
        raise PaymentInProgressError
    return instruction


def _ask(instruction: Instruction) -> Answer:
    session = instruction.session
    gateway, facts, key = gateway_of(session), session.facts(), instruction.public_id
    amount = Money(instruction.amount, session.currency)
    try:
        match instruction.kind:
            case InstructionKind.START:
                return gateway.start(facts, key=key)
            case InstructionKind.CAPTURE:
                return gateway.capture(facts, amount, key=key)
            case InstructionKind.CANCEL:
                return gateway.cancel(facts, key=key)
            case _:
                return gateway.refund(facts, amount, key=key)
    except PaymentDeclinedError as refusal:
        return refusal


def _settle(instruction: Instruction, session: PaymentSession, answer: Answer) -> None:
    if isinstance(answer, NextStep | Authorised) and answer.reference:
        session.reference = answer.reference
        session.customer = answer.customer or session.customer
        if isinstance(answer, Authorised):
            session.method = answer.method or session.method
        session.save(update_fields=["reference", "customer", "method", "updated_at"])
        remember_customer(session)
    match answer:
        case NextStep():
            _wait(session, answer)
        case Authorised():
            _book(session, instruction, EntryKind.AUTHORISED, answer.reference)
        case PaymentDeclinedError():
            instruction.note = f"{instruction.note} {answer}".strip()
            _refuse(session, instruction, answer)
        case str() if answer:
            outcome = OUTCOMES[InstructionKind(instruction.kind)]
            _book(session, instruction, outcome, answer)


def _refuse(
    session: PaymentSession, instruction: Instruction, refusal: PaymentDeclinedError
) -> None:
    """Why a payment cannot begin is for the customer; what is refused of one that stands, for staff."""
    if instruction.kind == InstructionKind.START:
        session.decline = refusal.decline
        session.save(update_fields=["decline", "updated_at"])
    else:
        publish(
            PaymentInstructionRefused(
                session_id=session.pk,
                order_id=session.order_id,
                instruction_id=instruction.pk,
                key=instruction.public_id,
            )
        )
    _book(session, instruction, EntryKind.FAILED, "")


def _book(
    session: PaymentSession, instruction: Instruction, kind: EntryKind, reference: str
) -> None:
    book(
        session=session,
        kind=kind,
        amount=Money(instruction.amount, session.currency),
        reference=reference or instruction.public_id,
        actor=instruction.actor,
        note=instruction.note,
        is_first=instruction.pk is None and instruction.kind == InstructionKind.START,
    )
    if kind in AWAITED:
        book_early(session)


def _wait(session: PaymentSession, step: NextStep) -> None:
    """The gateway may have told more by itself before it answered; that is not taken back."""
    if session.state != SessionState.PENDING:
        return
    session.state = SessionState.WAITING
    session.next_step = {
        "url": step.url,
        "text": step.text,
        "reference": step.payment_reference,
        "client": dict(step.client),
    }
    session.save(update_fields=["state", "next_step", "updated_at"])
