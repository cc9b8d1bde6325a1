"""What is done about rows of a payment service's books that do not agree: one action for each kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commerce.core.points import reach
from commerce.integrations.enums import MovementKind
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.selectors import find_active
from commerce.integrations.shapes import Movement
from commerce.payments.enums import FactOutcome, Finding
from commerce.payments.errors import (
    MovementActionError,
    PaymentServiceGoneError,
    RefundNotPermittedError,
)
from commerce.payments.models import ProviderMovement
from commerce.payments.permissions import may_refund
from commerce.payments.selectors import lock_movement

from .looking import look_at
from .matching import Account, match, movement_of
from .reconciling import keep
from .sessions import refund_payment
from .unheard import book_row

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def book_movement(*, movement_id: int) -> FactOutcome:
    """Book what the payment service has and the ledger has not. Twice changes nothing.

    It goes through the same door as all that is told: what does not fit the payment is kept as a
    suspicious fact. Raises MovementActionError for a row that is no longer `unbooked`.
    """
    row = _of(movement_id, Finding.UNBOOKED)
    outcome = book_row(row)
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


def give_back_orphan(*, movement_id: int, actor: User | None = None, note: str = "") -> None:
    """Have the payment service give back what came in for no payment of this shop, and close the row.

    For a row that is an `orphan` and was received. It may be of another shop that shares the account:
    ask whoever does this. Nothing is booked, the ledger has never had it; the refund is kept as a
    closed row beside, so that it is no orphan in turn. Asks outside of any transaction; twice, at once
    or after a lost answer, gives back once. Raises RefundNotPermittedError, MovementActionError,
    PaymentServiceGoneError, and ProviderError for a "no" or no answer: then the row stays open.
    """
    if not may_refund(actor):
        raise RefundNotPermittedError
    with transaction.atomic():
        row = _of(movement_id, Finding.ORPHAN)
    provider = find_active(row.configuration)
    if row.kind != MovementKind.CAPTURED:
        raise MovementActionError
    if not isinstance(provider, PaymentProvider):
        raise PaymentServiceGoneError
    refund = provider.give_back(movement_of(row), key=row.public_id)
    reach("orphan.given_back")
    _note_given_back(row, refund, note, actor)


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


@transaction.atomic
def _note_given_back(row: ProviderMovement, refund: str, note: str, actor: User | None) -> None:
    """Close the row, and keep its refund as another one that is closed."""
    movement = movement_of(row)
    given = replace(movement, kind=MovementKind.REFUNDED, reference=refund, net=-movement.amount)
    _compare(row, replace(given, happened_at=timezone.now(), payout=""))
    made = Q(kind=MovementKind.REFUNDED, reference=refund)
    rows = ProviderMovement.objects.select_for_update().filter(
        Q(pk=row.pk) | made, gateway=row.gateway, configuration=row.configuration
    )
    for each in rows.filter(closed_at=None).order_by("pk"):
        _close(each, note, actor)


def _compare_again(row: ProviderMovement) -> None:
    """Hold the row against the ledger as it is now."""
    _compare(row, movement_of(row))


def _compare(row: ProviderMovement, movement: Movement) -> None:
    keep(match(Account(row.gateway, row.configuration, row.tenant_id), [movement]).rows)
