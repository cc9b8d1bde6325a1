"""Payments of orders: begun with the order, then captured, cancelled and refunded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.core.prepared import PreparedUpdate, note_rows
from commerce.payments.enums import (
    SHOWN,
    EntryKind,
    InstructionKind,
    InstructionState,
    SessionState,
)
from commerce.payments.errors import (
    PaymentAmountError,
    PaymentClosedError,
    PaymentInPartsError,
    PaymentInProgressError,
    PaymentNotAuthorisedError,
    RefundNotPermittedError,
)
from commerce.payments.events import PaymentEvent
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.permissions import may_refund
from commerce.payments.registry import configuration_of, get_gateway
from commerce.payments.selectors import capturable, gateway_of, lock_session, refundable
from commerce.payments.statements import ENTRIES_OF

from .instructions import instruct, promise_of
from .ledger import EVENTS, begin_books, book_due, event_of
from .saved import customer_of

if TYPE_CHECKING:
    from django.db.models import Model

    from commerce.accounts.models import User


JOIN = PreparedUpdate(
    "order of a payment",
    lambda *, session, **values: (PaymentSession._base_manager.filter(pk=session), values),
    session=PaymentSession._meta.get_field("id"),
    order_id=PaymentSession._meta.get_field("order_id"),
    updated_at=PaymentSession._meta.get_field("updated_at"),
)


@transaction.atomic(savepoint=False)  # without it there is no order either
def open_session(
    *,
    channel_id: int,
    order_id: int | None = None,
    completion_id: int | None = None,
    order_number: str,
    gateway: str,
    amount: Money,
    locale: str,
    return_url: str,
    email: str = "",
    payer_id: int | None = None,
    instrument: str = "",
    saves_method: bool = False,
    is_captured_at_once: bool = False,
    is_further: bool = False,
    beside: Callable[[PaymentSession], Sequence[Model]] = lambda _session: (),
) -> PaymentSession:
    """Begin to have an order paid, or a completion that has none yet, in the caller's transaction.

    The gateway is asked once that is committed. What an order owes is booked with it; say
    `is_further` where the order had payments before. Rows `beside` it are written with it. Raises
    UnknownPaymentMethodError, and SavedMethodNotFoundError for an instrument that the payer cannot
    have saved.
    """
    found = get_gateway(gateway, channel_id=channel_id)
    customer = ""
    if found.can.saves_methods and (instrument or saves_method):
        customer = customer_of(gateway=found, payer_id=payer_id, instrument=instrument)
    session = PaymentSession(
        channel_id=channel_id,
        order_id=order_id,
        completion_id=completion_id,
        order_number=order_number,
        gateway=found.code,
        configuration=configuration_of(found),
        amount=amount.amount,
        currency=amount.currency,
        locale=locale,
        return_url=return_url,
        email=email,
        payer_id=payer_id,
        customer=customer,
        instrument=instrument,
        saves_method=saves_method,
        is_captured_at_once=is_captured_at_once,
    )
    promise = promise_of(session)
    begin_books(session, promise=promise, is_further=is_further, beside=beside(session))
    if not promise:
        instruct(session=session, kind=InstructionKind.START, amount=amount)
    return session


@transaction.atomic(savepoint=False)  # without them there is no order either
def join_order(
    *, sessions: Sequence[PaymentSession], order_id: int, is_further: bool = False
) -> None:
    """Let the sessions of a completion pay for its order, in the transaction that places it.

    The caller has locked them; afterwards they know what shoppers see of their ledgers. Books what
    the order owes through each, and publishes the Payment… events of what happened before: call it
    when everything that listens finds the order and its sources. Say `is_further` where the order
    had payments before. Three statements for each session. Twice changes nothing. Raises
    PaymentClosedError for a session of another order.
    """
    joining = [session for session in sessions if session.order_id is None]
    if any(session.order_id not in (None, order_id) for session in sessions):
        raise PaymentClosedError
    for session in joining:
        session.order_id, session.updated_at = order_id, timezone.now()
        JOIN.run(session=session.pk, order_id=order_id, updated_at=session.updated_at)
        book_due(session, is_further=is_further)
    for session in sessions:
        entries = ENTRIES_OF.all(session=session.pk)
        note_rows(session, entries=[entry for entry in entries if entry.kind in SHOWN])
        if session in joining:
            publish(*_told_before(session, entries))


def _told_before(session: PaymentSession, entries: list[LedgerEntry]) -> list[PaymentEvent]:
    """A refusal is no news any more: the customer was told, and has paid in another way since."""
    return [
        event_of(session, EntryKind(entry.kind), Money(entry.amount, session.currency))
        for entry in entries
        if entry.kind in EVENTS and entry.kind != EntryKind.FAILED
    ]


@transaction.atomic
def capture_payment(
    *, session_id: int, amount: Money | None = None, actor: User | None = None, note: str = ""
) -> None:
    """Have the gateway collect the money, or book that it has arrived; all that is left without an
    amount.

    Raises PaymentClosedError, PaymentNotAuthorisedError, PaymentAmountError for more than is left,
    and PaymentInPartsError.
    """
    session = lock_session(session_id)
    can = gateway_of(session).can
    if not session.is_open:
        raise PaymentClosedError
    if not can.is_by_hand and session.state != SessionState.AUTHORISED:
        raise PaymentNotAuthorisedError
    available = capturable(session)
    amount = _checked(amount, available, in_parts=can.captures_parts)
    instruct(session=session, kind=InstructionKind.CAPTURE, amount=amount, actor=actor, note=note)


@transaction.atomic
def refund_payment(
    *,
    session_id: int,
    amount: Money | None = None,
    actor: User | None = None,
    note: str = "",
    key: str = "",
) -> None:
    """Give money back, or book that it was; all that was received without an amount. `key` names it.

    Raises RefundNotPermittedError, PaymentAmountError for more than was received, and
    PaymentInPartsError.
    """
    if not may_refund(actor):
        raise RefundNotPermittedError
    session = lock_session(session_id)
    available = refundable(session)
    in_parts = gateway_of(session).can.refunds_parts
    amount = _checked(amount, available, in_parts=in_parts)
    instruct(
        session=session,
        kind=InstructionKind.REFUND,
        amount=amount,
        actor=actor,
        note=note,
        key=key,
    )


@transaction.atomic
def cancel_payment(*, session_id: int, actor: User | None = None, note: str = "") -> None:
    """Let go of what has not come in. Cancelling twice changes nothing."""
    session = lock_session(session_id)
    is_asked = session.instructions.filter(
        kind=InstructionKind.CANCEL, state=InstructionState.OPEN
    ).exists()
    if session.is_open and not is_asked:
        rest = session.money("amount") - session.money("captured")
        instruct(session=session, kind=InstructionKind.CANCEL, amount=rest, actor=actor, note=note)


@transaction.atomic
def capture_order(*, order_id: int, actor: User | None = None) -> None:
    """Capture whatever is left of the order's payments. Doing it twice changes nothing."""
    for session in _lock_sessions(order_id):
        if session.is_open and capturable(session):
            capture_payment(session_id=session.pk, actor=actor)


@transaction.atomic
def release_order(*, order_id: int, actor: User | None = None, note: str = "") -> None:
    """Give back what was received for an order and let go of the rest. Twice changes nothing.

    Raises PaymentInProgressError while money is being moved, and RefundNotPermittedError.
    """
    for session in _lock_sessions(order_id):
        if session.instructions.filter(
            kind__in=[InstructionKind.CAPTURE, InstructionKind.REFUND],
            state=InstructionState.OPEN,
        ).exists():
            raise PaymentInProgressError
        if refundable(session):
            refund_payment(session_id=session.pk, actor=actor, note=note)
        if not session.captured or session.captured < session.amount:
            cancel_payment(session_id=session.pk, actor=actor, note=note)


def _lock_sessions(order_id: int) -> list[PaymentSession]:
    sessions = PaymentSession._base_manager.select_for_update().filter(order_id=order_id)
    return list(sessions.order_by("pk"))


def _checked(wanted: Money | None, available: Money, *, in_parts: bool) -> Money:
    amount = available if wanted is None else wanted
    if not 0 < amount.amount <= available.amount or amount != amount.rounded():
        raise PaymentAmountError(available=str(available))
    if not in_parts and amount < available:
        raise PaymentInPartsError(available=str(available))
    return amount
