"""What the ledger says to rows of a payment service's books; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Movement
from commerce.payments.enums import EntryKind, Finding
from commerce.payments.models import LedgerEntry, PaymentSession, ProviderMovement

# These may be of the account alone, and are told nowhere else.
FEES: Final = (MovementKind.FEE, MovementKind.FEE_RETURNED)
OF_ACCOUNT: Final = (MovementKind.PAID_OUT, *FEES)
# What these move comes into the account; what others move goes out of it.
INTO_ACCOUNT: Final = (
    MovementKind.CAPTURED,
    MovementKind.REFUND_FAILED,
    MovementKind.DISPUTE_WON,
)
# A payment service may call these otherwise in its books than in what it tells.
BY_AMOUNT: Final = (
    MovementKind.DISPUTED,
    MovementKind.DISPUTE_WON,
    MovementKind.DISPUTE_LOST,
)
Booked = Mapping[tuple[int, str, str], Decimal]


@dataclass(frozen=True, slots=True)
class Account:
    """One configuration of a provider, as sessions name it, and whose it is."""

    gateway: str
    configuration: str
    tenant_id: int | None


@dataclass(slots=True)
class Matched:
    """Rows to keep, and what only the books tell of: fees, and with which payout money went out."""

    rows: list[ProviderMovement] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)


def match(account: Account, movements: Sequence[Movement]) -> Matched:
    """Compare the movements with the ledger. Four queries, however many there are."""
    sessions = _sessions_of(account, movements)
    sessions |= _received_before(account, movements, sessions)
    found = [_session_of(movement, sessions) for movement in movements]
    booked = _booked({session.pk for session in found if session})
    matched = Matched()
    for movement, session in zip(movements, found, strict=True):
        matched.rows.append(_row(account, movement, session, booked))
        if session is not None:
            matched.entries += _beside(movement, session)
    return matched


def _sessions_of(account: Account, movements: Iterable[Movement]) -> dict[str, PaymentSession]:
    """Return the account's payments by our name and by the provider's."""
    names = {movement.session for movement in movements if movement.session}
    references = {movement.payment for movement in movements if movement.payment}
    own = PaymentSession._base_manager.filter(
        gateway=account.gateway, configuration=account.configuration
    )
    # Two questions, each with an index of its own: "or" would read all payments for each batch.
    named = own.filter(public_id__in=names) if names else ()
    referred = own.filter(reference__in=references).exclude(reference="") if references else ()
    known: dict[str, PaymentSession] = {}
    for session in (*named, *referred):
        known[session.public_id] = session
        if session.reference:
            known[session.reference] = session
    return known


def _received_before(
    account: Account, movements: Sequence[Movement], sessions: Mapping[str, PaymentSession]
) -> dict[str, PaymentSession]:
    """Return the payments by what was received with them, which refunds and disputes may name."""
    received = {
        movement.reference: session
        for movement in movements
        if movement.kind == MovementKind.CAPTURED
        and (session := _session_of(movement, sessions)) is not None
    }
    unknown = {movement.payment for movement in movements} - {"", *sessions, *received}
    rows = ProviderMovement._base_manager.filter(
        gateway=account.gateway,
        configuration=account.configuration,
        kind=MovementKind.CAPTURED,
        reference__in=unknown,
        session__isnull=False,
    )
    before = {row.reference: row.session for row in rows.select_related("session") if row.session}
    return {**before, **received} if unknown else received


def _session_of(
    movement: Movement, sessions: Mapping[str, PaymentSession]
) -> PaymentSession | None:
    return sessions.get(movement.session) or sessions.get(movement.payment)


def _booked(sessions: set[int]) -> Booked:
    entries = LedgerEntry.objects.filter(session__in=sessions).order_by()
    rows = entries.values_list("session_id", "kind", "reference", "amount")
    return {(session, kind, reference): amount for session, kind, reference, amount in rows}


def _row(
    account: Account, movement: Movement, session: PaymentSession | None, booked: Booked
) -> ProviderMovement:
    amount = _booked_for(movement, session.pk if session else 0, booked)
    return ProviderMovement(
        tenant_id=account.tenant_id,
        session=session,
        gateway=account.gateway,
        configuration=account.configuration,
        finding=_finding(movement, session, amount),
        kind=movement.kind,
        reference=movement.reference[:255],
        payment=movement.payment[:255],
        named_session=movement.session[:64],
        amount=movement.amount.amount,
        booked=amount,
        net=movement.net.amount if movement.net else None,
        currency=movement.amount.currency,
        payout=movement.payout[:255],
        happened_at=movement.happened_at,
    )


def _booked_for(movement: Movement, session: int, booked: Booked) -> Decimal | None:
    kind = str(movement.kind.value)
    known = booked.get((session, kind, movement.reference))
    if known is None and movement.kind in BY_AMOUNT:
        told = (session, kind, movement.amount.amount)
        is_booked = any((of, each, amount) == told for (of, each, _name), amount in booked.items())
        return movement.amount.amount if is_booked else None
    return known


def _finding(movement: Movement, session: PaymentSession | None, booked: Decimal | None) -> Finding:
    """Say how the movement stands; a fee is booked with being read."""
    if movement.kind in OF_ACCOUNT:
        return Finding.MATCHED
    if session is None:
        return Finding.ORPHAN
    if booked is None:
        return Finding.UNBOOKED
    if booked != movement.amount.amount or session.currency != movement.amount.currency:
        return Finding.DIFFERENT
    has_no_order = session.order_id is None and session.captured > session.refunded + session.lost
    return Finding.WITHOUT_ORDER if has_no_order else Finding.MATCHED


def _beside(movement: Movement, session: PaymentSession) -> Iterator[LedgerEntry]:
    """Yield what the provider kept or returned, and what of it went to the bank, as far as it says so."""
    currencies = {movement.amount.currency, (movement.net or movement.amount).currency}
    if currencies != {session.currency} or movement.kind == MovementKind.PAID_OUT:
        return
    if kept := _kept(movement):
        kind = EntryKind.FEE if kept > 0 else EntryKind.FEE_RETURNED
        yield _entry(movement, session, kind, kept, movement.reference)
    if movement.payout and movement.net:
        kind = EntryKind.PAID_OUT if movement.net.amount > 0 else EntryKind.OFF_PAYOUT
        name = f"{movement.payout}/{movement.kind}/{movement.reference}"
        yield _entry(movement, session, kind, movement.net.amount, name)


def _kept(movement: Movement) -> Decimal:
    """Return the fee: a row of its own, or what the balance lacks of what was moved."""
    amount = movement.amount.amount
    if movement.net is None:
        return amount if movement.kind == MovementKind.FEE else Decimal(0)
    moved = amount if movement.kind in INTO_ACCOUNT else -amount
    return (0 if movement.kind in FEES else moved) - movement.net.amount


def _entry(
    movement: Movement, session: PaymentSession, kind: EntryKind, amount: Decimal, name: str
) -> LedgerEntry:
    return LedgerEntry(
        session=session,
        kind=kind,
        amount=abs(amount),
        reference=name[:255],
        happened_at=movement.happened_at,
    )


def movement_of(row: ProviderMovement) -> Movement:
    """Return what the payment service had listed."""
    return Movement(
        kind=MovementKind(row.kind),
        amount=Money(row.amount, row.currency),
        reference=row.reference,
        happened_at=row.happened_at,
        payment=row.payment,
        session=row.named_session,
        net=None if row.net is None else Money(row.net, row.currency),
        payout=row.payout,
    )
