"""The one place that writes what happened to money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Sum
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.core.prepared import (
    PreparedInsert,
    PreparedRead,
    PreparedUpdate,
    note_row,
    note_rows,
)
from commerce.core.together import insert_together
from commerce.payments.enums import SHOWN, EntryKind, SessionState
from commerce.payments.errors import ToldTooEarlyError
from commerce.payments.events import (
    PaymentAuthorised,
    PaymentAwaitsOrder,
    PaymentCancelled,
    PaymentCaptured,
    PaymentDisputed,
    PaymentDisputeLost,
    PaymentDisputeWon,
    PaymentEvent,
    PaymentFailed,
    PaymentRefunded,
    PaymentRefundReturned,
)
from commerce.payments.models import LedgerEntry, PaymentSession

if TYPE_CHECKING:
    from django.db.models import Model

    from commerce.accounts.models import User

EVENTS: dict[EntryKind, type[PaymentEvent]] = {
    EntryKind.AUTHORISED: PaymentAuthorised,
    EntryKind.CAPTURED: PaymentCaptured,
    EntryKind.CANCELLED: PaymentCancelled,
    EntryKind.REFUNDED: PaymentRefunded,
    EntryKind.NOT_REFUNDED: PaymentRefundReturned,
    EntryKind.CREDITED: PaymentRefunded,
    EntryKind.FAILED: PaymentFailed,
    EntryKind.DISPUTED: PaymentDisputed,
    EntryKind.DISPUTE_WON: PaymentDisputeWon,
    EntryKind.DISPUTE_LOST: PaymentDisputeLost,
}
# Which sums of a session an entry changes: it adds its amount, or takes it away.
SUMS: Final[Mapping[EntryKind, dict[str, int]]] = {
    EntryKind.AUTHORISED: {"authorised": 1},
    EntryKind.CAPTURED: {"captured": 1},
    EntryKind.REFUNDED: {"refunded": 1},
    EntryKind.NOT_REFUNDED: {"refunded": -1},
    EntryKind.CREDITED: {"refunded": 1},
    EntryKind.DISPUTED: {"disputed": 1},
    EntryKind.DISPUTE_WON: {"disputed": -1},
    EntryKind.DISPUTE_LOST: {"disputed": -1, "lost": 1},
}
# What has to be there before: no more goes back than came in, none is won that was not disputed.
COVERED_BY: Final[Mapping[EntryKind, tuple[str, str]]] = {
    EntryKind.REFUNDED: ("captured", "refunded"),
    EntryKind.CREDITED: ("captured", "refunded"),
    EntryKind.DISPUTED: ("captured", "disputed"),
    EntryKind.DISPUTE_WON: ("disputed", ""),
    EntryKind.DISPUTE_LOST: ("disputed", ""),
}
UNDECIDED = (SessionState.PENDING, SessionState.WAITING)
# What of a session its entries decide.
SUMMED = ("state", "authorised", "captured", "disputed", "lost", "refunded", "updated_at")
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)

_is_followed: ContextVar[bool] = ContextVar("is_followed", default=False)

FIND_ENTRY = PreparedRead(
    "entry of a ledger",
    lambda **where: LedgerEntry._base_manager.filter(**where).values_list("pk")[:1],
    session=LedgerEntry._meta.get_field("session"),
    kind=LedgerEntry._meta.get_field("kind"),
    reference=LedgerEntry._meta.get_field("reference"),
)
INSERT_SESSION = PreparedInsert(PaymentSession)
INSERT_ENTRY = PreparedInsert(LedgerEntry)
_FIELDS: dict[str, Any] = {name: PaymentSession._meta.get_field(name) for name in SUMMED}
SUM_UP = PreparedUpdate(
    "sums of a payment",
    lambda *, session, **sums: (PaymentSession._base_manager.filter(pk=session), sums),
    session=PaymentSession._meta.get_field("id"),
    **_FIELDS,
)


@contextmanager
def happening_at(moment: datetime) -> Iterator[None]:
    """Date what is booked inside the block: for statements of a bank, and for shops of before."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


@contextmanager
def followed() -> Iterator[None]:
    """Say that the caller goes on with the completion of what is booked inside the block.

    Nobody else is told to. Should the caller end before, whoever sweeps completions goes on.
    """
    token = _is_followed.set(True)
    try:
        yield
    finally:
        _is_followed.reset(token)


def book(
    *,
    session: PaymentSession,
    kind: EntryKind,
    amount: Money,
    reference: str,
    actor: User | None = None,
    note: str = "",
    is_first: bool = False,
) -> bool:
    """Write an entry, keep the sums and publish what happened; whether it was news.

    The caller holds the lock of the session. One kind and reference is written once; say `is_first`
    of what happens to a session that was just begun, which knows nothing yet. What comes in
    without having been promised was promised by coming in. Raises ToldTooEarlyError for what goes
    back of more than is known to have come in, and for what comes back of no refund that is known.
    """
    if not is_first and FIND_ENTRY.first(session=session.pk, kind=kind, reference=reference):
        return False
    if kind == EntryKind.AUTHORISED:
        amount = _unknown_promise(session, amount)
        if session.authorised and amount.amount <= 0:
            return False
    if kind in COVERED_BY and amount.amount > _cover(session, kind):
        raise ToldTooEarlyError
    if kind == EntryKind.NOT_REFUNDED and not _is_refund(session, amount, reference):
        raise ToldTooEarlyError
    if kind == EntryKind.CAPTURED:
        _promise(session, session.money("captured") + amount, reference)
    _write(session, kind, amount, reference, actor, note)
    return True


def begin_books(
    session: PaymentSession,
    *,
    promise: str = "",
    is_further: bool = False,
    beside: Sequence[Model] = (),
) -> None:
    """Write a new session with what its order owes through it, and rows `beside` it.

    A `promise` names that all of it is promised already; it is published. One statement where the
    database can, and one more where `is_further` has `book_due` look for what is owed already.
    """
    note_rows(session, entries=[])
    entries = _due(session, is_further=is_further) if session.order_id is not None else []
    amount = session.money("amount")
    if promise:
        entries.append(_entry(session, EntryKind.AUTHORISED, amount, promise))
        _add(session, EntryKind.AUTHORISED, amount)
    insert_together(session, *entries, *beside)
    for entry in entries:
        _show(session, entry)
    if promise:
        _tell(session, EntryKind.AUTHORISED, amount)


def book_due(session: PaymentSession, *, is_further: bool = False) -> None:
    """Write down what the session's order owes through it.

    What an earlier session of the order failed to bring is owed already; only where there may be one
    (`is_further`) it is looked for.
    """
    INSERT_ENTRY.insert(*_due(session, is_further=is_further))


def book_from_books(entries: list[LedgerEntry]) -> None:
    """Write what payment services have kept and paid out: of no sum of a session, and told to nobody.

    Once each.
    """
    LedgerEntry.objects.bulk_create(entries, ignore_conflicts=True)


def _due(session: PaymentSession, *, is_further: bool) -> list[LedgerEntry]:
    due = session.amount if session.is_open else session.captured
    if is_further:
        due -= _owed_already(session)
    amount = Money(due, session.currency)
    return [_entry(session, EntryKind.DUE, amount, session.order_number)] if due > 0 else []


def _owed_already(session: PaymentSession) -> Decimal:
    failed = PaymentSession._base_manager.filter(
        order_id=session.order_id, state=SessionState.FAILED
    ).exclude(pk=session.pk)
    sums = failed.aggregate(amount=Sum("amount"), captured=Sum("captured"))
    return (sums["amount"] or Decimal(0)) - (sums["captured"] or Decimal(0))


def _is_refund(session: PaymentSession, amount: Money, reference: str) -> bool:
    refunds = session.entries.filter(kind=EntryKind.REFUNDED, reference=reference)
    return refunds.filter(amount=amount.amount).exists()


def _cover(session: PaymentSession, kind: EntryKind) -> Decimal:
    have, used = COVERED_BY[kind]
    taken: Decimal = getattr(session, used) if used else Decimal(0)
    covered: Decimal = getattr(session, have) - taken
    return covered


def _unknown_promise(session: PaymentSession, amount: Money) -> Money:
    """What of a promise is news: all together never above the amount, nor above what was told.

    Money that came in first was taken for promised; the promise that is told later is the same one.
    """
    news = min(amount, session.money("amount") - session.money("authorised"))
    if not session.captured:
        return news
    arrived = session.entries.filter(kind=EntryKind.CAPTURED).values("reference")
    told = session.entries.filter(kind=EntryKind.AUTHORISED).exclude(reference__in=arrived)
    before = told.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    promised = Money(before, session.currency) + amount
    return min(news, promised - session.money("authorised"))


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
    entry = _entry(session, kind, amount, reference, actor, note)
    INSERT_ENTRY.insert(entry)
    _show(session, entry)
    _sum_up(session, kind, amount)
    _tell(session, kind, amount)


def _entry(
    session: PaymentSession,
    kind: EntryKind,
    amount: Money,
    reference: str,
    actor: User | None = None,
    note: str = "",
) -> LedgerEntry:
    is_owed = kind != EntryKind.CANCELLED or session.order_id is not None
    return LedgerEntry(
        session=session,
        kind=kind,
        amount=amount.amount,
        reference=reference,
        happened_at=_moment.get() or timezone.now(),
        actor=actor,
        note=note,
        **({} if is_owed else {"debit": "", "credit": ""}),
    )


def _show(session: PaymentSession, entry: LedgerEntry) -> None:
    if entry.kind in SHOWN:
        note_row(session, "entries", entry)


def _sum_up(session: PaymentSession, kind: EntryKind, amount: Money) -> None:
    """Bring the session up to its ledger; one statement, none for what changes nothing of it."""
    if _add(session, kind, amount):
        session.updated_at = timezone.now()
        SUM_UP.run(session=session.pk, **{name: getattr(session, name) for name in SUMMED})


def _add(session: PaymentSession, kind: EntryKind, amount: Money) -> bool:
    """Add an entry to the sums that the session has; whether that changes anything of it."""
    state = _state_after(kind, SessionState(session.state))
    if kind not in SUMS and state == session.state:
        return False
    for name, sign in SUMS.get(kind, {}).items():
        setattr(session, name, getattr(session, name) + sign * amount.amount)
    session.state = state
    return True


def _tell(session: PaymentSession, kind: EntryKind, amount: Money) -> None:
    """What has no order yet is told to whoever is to place it; the order's events come with it.

    A no to something that was asked of a payment which stands is no failed payment.
    """
    if session.order_id is None:
        assert session.completion_id is not None  # noqa: S101 a constraint of the database
        if not _is_followed.get():
            publish(PaymentAwaitsOrder(session_id=session.pk, completion_id=session.completion_id))
    elif kind in EVENTS and (kind != EntryKind.FAILED or session.state == SessionState.FAILED):
        publish(event_of(session, kind, amount))


def event_of(session: PaymentSession, kind: EntryKind, amount: Money) -> PaymentEvent:
    """Return the event that tells of an entry of an order's session."""
    assert session.order_id is not None  # noqa: S101 who asks has made sure
    return EVENTS[kind](
        session_id=session.pk,
        order_id=session.order_id,
        channel_id=session.channel_id,
        amount=amount,
        **({"as_credit": True} if kind == EntryKind.CREDITED else {}),
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
