"""The one place that writes what happened to money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate, note_row
from commerce.payments.enums import EntryKind, SessionState
from commerce.payments.errors import RefundBeforeCaptureError
from commerce.payments.events import (
    PaymentAuthorised,
    PaymentAwaitsOrder,
    PaymentCancelled,
    PaymentCaptured,
    PaymentEvent,
    PaymentFailed,
    PaymentRefunded,
)
from commerce.payments.models import LedgerEntry, PaymentSession

if TYPE_CHECKING:
    from commerce.accounts.models import User

EVENTS: dict[EntryKind, type[PaymentEvent]] = {
    EntryKind.AUTHORISED: PaymentAuthorised,
    EntryKind.CAPTURED: PaymentCaptured,
    EntryKind.CANCELLED: PaymentCancelled,
    EntryKind.REFUNDED: PaymentRefunded,
    EntryKind.FAILED: PaymentFailed,
}
SUMS = {EntryKind.AUTHORISED, EntryKind.CAPTURED, EntryKind.REFUNDED}
UNDECIDED = (SessionState.PENDING, SessionState.WAITING)
# What of a session its entries decide.
SUMMED = ("state", *sorted(kind.value for kind in SUMS), "updated_at")

FIND_ENTRY = PreparedRead(
    "entry of a ledger",
    lambda **where: LedgerEntry._base_manager.filter(**where).values_list("pk")[:1],
    session=LedgerEntry._meta.get_field("session"),
    kind=LedgerEntry._meta.get_field("kind"),
    reference=LedgerEntry._meta.get_field("reference"),
)
INSERT_ENTRY = PreparedInsert(LedgerEntry)
_FIELDS: dict[str, Any] = {name: PaymentSession._meta.get_field(name) for name in SUMMED}
SUM_UP = PreparedUpdate(
    "sums of a payment",
    lambda *, session, **sums: (PaymentSession._base_manager.filter(pk=session), sums),
    session=PaymentSession._meta.get_field("id"),
    **_FIELDS,
)


def book(
    *,
    session: PaymentSession,
    kind: EntryKind,
    amount: Money,
    reference: str,
    actor: User | None = None,
    note: str = "",
) -> bool:
    """Write an entry, keep the sums and publish what happened; whether it was news.

    The caller holds the lock of the session. One kind and reference is written once. What comes in
    without having been promised was promised by coming in. Raises RefundBeforeCaptureError.
    """
    if FIND_ENTRY.first(session=session.pk, kind=kind, reference=reference):
        return False
    if kind == EntryKind.AUTHORISED:
        amount = min(amount, session.money("amount") - session.money("authorised"))
        if session.authorised and amount.amount <= 0:
            return False
    if kind == EntryKind.REFUNDED and session.refunded + amount.amount > session.captured:
        raise RefundBeforeCaptureError
    if kind == EntryKind.CAPTURED:
        _promise(session, session.money("captured") + amount, reference)
    _write(session, kind, amount, reference, actor, note)
    return True


def _promise(session: PaymentSession, wanted: Money, reference: str) -> None:
    missing = wanted - session.money("authorised")
    if missing.amount > 0:
        _write(session, EntryKind.AUTHORISED, missing, reference, None, "")


def _write(
    session: PaymentSession,
    kind: EntryKind,
    amount: Money,
    reference: str,
    actor: User | None,
    note: str,
) -> None:
    entry = LedgerEntry(
        session=session,
        kind=kind,
        amount=amount.amount,
        reference=reference,
        actor=actor,
        note=note,
    )
    INSERT_ENTRY.insert(entry)
    note_row(session, "entries", entry)
    if kind in SUMS:
        setattr(session, kind.value, getattr(session, kind.value) + amount.amount)
    session.state = _state_after(kind, SessionState(session.state))
    session.updated_at = timezone.now()
    SUM_UP.run(session=session.pk, **{name: getattr(session, name) for name in SUMMED})
    _tell(session, kind, amount)


def _tell(session: PaymentSession, kind: EntryKind, amount: Money) -> None:
    """What has no order yet is told to whoever is to place it; the order's events come with it."""
    if session.order_id is None:
        assert session.completion_id is not None  # noqa: S101 a constraint of the database
        publish(PaymentAwaitsOrder(session_id=session.pk, completion_id=session.completion_id))
    elif kind in EVENTS:
        publish(
            EVENTS[kind](
                session_id=session.pk,
                order_id=session.order_id,
                channel_id=session.channel_id,
                amount=amount,
            )
        )


def _state_after(kind: EntryKind, state: SessionState) -> SessionState:
    """What is told late changes nothing that is known better; money that comes in always counts."""
    match kind:
        case EntryKind.CAPTURED:
            return SessionState.AUTHORISED
        case EntryKind.AUTHORISED if state != SessionState.CANCELLED:
            return SessionState.AUTHORISED
        case EntryKind.CANCELLED:
            return SessionState.CANCELLED
        case EntryKind.FAILED if state in UNDECIDED:
            return SessionState.FAILED
    return state
