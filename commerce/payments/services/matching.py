"""What the ledger says to rows of a payment service's books; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Movement
from commerce.payments.enums import EntryKind, Finding
from commerce.payments.models import LedgerEntry, PaymentSession, ProviderMovement

# These may be of the account alone, and are told nowhere else.
OF_ACCOUNT: Final = (MovementKind.PAID_OUT, MovementKind.FEE)
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
    """Rows to keep, and fees that only the books tell of."""

    rows: list[ProviderMovement] = field(default_factory=list)
    fees: list[LedgerEntry] = field(default_factory=list)


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
            matched.fees += _fees(movement, session)
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


def _fees(movement: Movement, session: PaymentSession) -> list[LedgerEntry]:
    """Return what the provider kept: told as a row of its own, or as the rest of what came in."""
    if movement.amount.currency != session.currency:
        return []
    fee = Decimal(0)
    if movement.kind == MovementKind.FEE:
        fee = movement.amount.amount
    elif movement.kind == MovementKind.CAPTURED and movement.net is not None:
        fee = movement.amount.amount - movement.net.amount
    if fee <= 0:
        return []
    return [
        LedgerEntry(
            session=session,
            kind=EntryKind.FEE,
            amount=fee,
            reference=movement.reference,
            happened_at=movement.happened_at,
        )
    ]
