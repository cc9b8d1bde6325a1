"""Booking what a payment service has in its books and nobody has told the shop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from commerce.core.money import Money
from commerce.core.points import reach
from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened
from commerce.payments.enums import FactOutcome, FactSource, Finding
from commerce.payments.models import PaymentSession, ProviderMovement

from .facts import record_happened

# What is booked without a person; in a dispute somebody has to look at it anyway.
BY_ITSELF: Final = (MovementKind.CAPTURED, MovementKind.REFUNDED)


def unheard(rows: Iterable[ProviderMovement]) -> list[ProviderMovement]:
    """Return those of which a payment is known and the ledger has nothing, the oldest first.

    What somebody has closed is left to them. Rows need not be saved; they are of one account.
    """
    found = [row for row in rows if row.finding == Finding.UNBOOKED and row.kind in BY_ITSELF]
    # Of what happened at the same moment, what came in is first.
    found.sort(key=lambda row: (row.happened_at, row.kind))
    closed = _closed(found) if found else set()
    return [row for row in found if (row.kind, row.reference) not in closed]


def book_unheard(row: ProviderMovement) -> bool:
    """Book what came in or went back where it fits the payment, and say whether it did.

    In a transaction of its own, through the door for all that is told: order, stock and letters
    follow as from a webhook, and together with one it is booked once. The rest waits for a person.
    """
    is_booked = fits(row) and book_row(row) == FactOutcome.BOOKED
    if is_booked:
        reach("reconciliation.booked")
    return is_booked


def book_row(row: ProviderMovement) -> FactOutcome:
    """Tell the shop what the row says. What does not fit the payment is kept as a suspicious fact."""
    fact = Happened(
        session=row.session.public_id if row.session else row.named_session,
        kind=MovementKind(row.kind),
        amount=Money(row.amount, row.currency),
        reference=row.reference,
        # Of what went back it names what had come in, which is how the session was found.
        session_reference="" if row.session else row.payment,
        happened_at=row.happened_at,
    )
    (outcome,) = record_happened(
        gateway=row.gateway,
        configuration=row.configuration,
        facts=[fact],
        source=FactSource.RECONCILIATION,
    )
    return outcome


def fits(row: ProviderMovement) -> bool:
    """Whether the payment, as it stands now, has room for what the row says."""
    assert row.session_id is not None  # noqa: S101 what has no payment is an orphan
    session = PaymentSession._base_manager.get(pk=row.session_id)
    taken = session.captured if row.kind == MovementKind.CAPTURED else session.refunded
    ceiling = session.amount if row.kind == MovementKind.CAPTURED else session.captured
    return row.currency == session.currency and 0 < row.amount <= ceiling - taken


def _closed(rows: Sequence[ProviderMovement]) -> set[tuple[str, str]]:
    known = ProviderMovement._base_manager.filter(
        gateway=rows[0].gateway,
        configuration=rows[0].configuration,
        reference__in={row.reference for row in rows},
        closed_at__isnull=False,
    )
    return set(known.values_list("kind", "reference"))
