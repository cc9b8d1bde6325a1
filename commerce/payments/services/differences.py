"""What is done about rows of a payment service's books that do not agree: one action for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened, Movement
from commerce.payments.enums import FactOutcome, FactSource, Finding
from commerce.payments.errors import MovementActionError, RefundNotPermittedError
from commerce.payments.models import ProviderMovement
from commerce.payments.permissions import may_refund
from commerce.payments.selectors import lock_movement

from .facts import record_happened
from .looking import look_at
from .matching import Account, match
from .reconciling import keep
from .sessions import refund_payment

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def book_movement(*, movement_id: int) -> FactOutcome:
    """Book what the payment service has and the ledger has not. Twice changes nothing.

    It goes through the same door as all that is told: what does not fit the payment is kept as a
    suspicious fact. Raises MovementActionError for a row that is no longer `unbooked`.
    """
    row = _of(movement_id, Finding.UNBOOKED)
    fact = Happened(
        session=row.session.public_id if row.session else row.named_session,
        kind=MovementKind(row.kind),
        amount=Money(row.amount, row.currency),
        reference=row.reference,
        session_reference=row.payment,
        happened_at=row.happened_at,
    )
    (outcome,) = record_happened(
        gateway=row.gateway,
        configuration=row.configuration,
        facts=[fact],
        source=FactSource.RECONCILIATION,
    )
    _compare_again(row)
    return outcome


def look_again(*, movement_id: int) -> list[FactOutcome]:
    """Ask the payment service how the payment stands now, where amounts differ or a row is missing.

    Raises MovementActionError for a row that is neither, and ProviderError.
    """
    with transaction.atomic():
        row = _of(movement_id, Finding.DIFFERENT, Finding.MISSING)
        session_id = row.session_id
    outcomes = look_at(session_id=session_id) if session_id else []
    with transaction.atomic():
        row = lock_movement(movement_id)
        if row.finding == Finding.DIFFERENT:
            _compare_again(row)
    return outcomes


@transaction.atomic
def give_back_movement(*, movement_id: int, actor: User | None = None, note: str = "") -> None:
    """Give money back that was paid for no order. Twice changes nothing more.

    Raises RefundNotPermittedError, MovementActionError for a row that is not `without_order`, and
    PaymentAmountError for what is on its way back already.
    """
    if not may_refund(actor):
        raise RefundNotPermittedError
    row = _of(movement_id, Finding.WITHOUT_ORDER)
    assert row.session_id is not None  # noqa: S101 only a payment can be without an order
    refund_payment(session_id=row.session_id, actor=actor, note=note)
    _close(row, note, actor)


@transaction.atomic
def close_movement(*, movement_id: int, note: str, actor: User | None = None) -> None:
    """Note what was found out about a row that does not agree; nothing moves. Twice is once."""
    row = lock_movement(movement_id)
    if row.closed_at is None:
        _close(row, note, actor)


def _of(movement_id: int, *findings: Finding) -> ProviderMovement:
    row = lock_movement(movement_id)
    if row.finding not in findings or row.closed_at is not None:
        raise MovementActionError
    return row


def _close(row: ProviderMovement, note: str, actor: User | None) -> None:
    row.note, row.closed_by, row.closed_at = note, actor, timezone.now()
    row.save(update_fields=["note", "closed_by", "closed_at"])


def _compare_again(row: ProviderMovement) -> None:
    """Hold the row against the ledger as it is now."""
    movement = Movement(
        kind=MovementKind(row.kind),
        amount=Money(row.amount, row.currency),
        reference=row.reference,
        happened_at=row.happened_at,
        payment=row.payment,
        session=row.named_session,
        net=None if row.net is None else Money(row.net, row.currency),
        payout=row.payout,
    )
    keep(match(Account(row.gateway, row.configuration, row.tenant_id), [movement]).rows)
