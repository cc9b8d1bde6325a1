"""What gateways of purses do: held when a payment starts, taken when it is captured."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commerce.core.money import Money
from commerce.tenders.enums import PurseEntryKind, PurseKind
from commerce.tenders.errors import PurseNotFoundError, TooLittleAvailableError
from commerce.tenders.models import PurseAccount
from commerce.tenders.selectors import held_for, lock_purse, taken_for

from .books import write

# What comes back to a card whose time is over can still be spent for so long.
GRACE = timedelta(days=90)


@transaction.atomic
def hold(
    *, purse: str, channel_id: int, amount: Money, session: str, order_number: str, reference: str
) -> None:
    """Keep the amount for a payment. Twice changes nothing.

    Raises PurseNotFoundError for a purse that may not pay there, TooLittleAvailableError.
    """
    account = lock_purse(purse)
    if account.channel_id != channel_id or account.currency != amount.currency:
        raise PurseNotFoundError
    if held_for(account, session):
        return
    if not account.is_usable:
        raise PurseNotFoundError
    write(
        account=account,
        kind=PurseEntryKind.HELD,
        amount=amount,
        reference=reference,
        session=session,
        order_number=order_number,
    )


@transaction.atomic
def redeem(*, purse: str, amount: Money, session: str, order_number: str, reference: str) -> None:
    """Take what is held for the payment, or a part of it. Twice changes nothing.

    Raises TooLittleAvailableError for more than is held for it.
    """
    account = lock_purse(purse)
    if account.entries.filter(kind=PurseEntryKind.REDEEMED, reference=reference).exists():
        return
    if amount > (held := held_for(account, session)):
        raise TooLittleAvailableError(available=str(held))
    write(
        account=account,
        kind=PurseEntryKind.REDEEMED,
        amount=amount,
        reference=reference,
        session=session,
        order_number=order_number,
    )


@transaction.atomic
def release(*, purse: str, session: str, order_number: str, reference: str) -> None:
    """Let go of what is still held for the payment. Twice changes nothing."""
    account = lock_purse(purse)
    if held := held_for(account, session):
        write(
            account=account,
            kind=PurseEntryKind.RELEASED,
            amount=held,
            reference=reference,
            session=session,
            order_number=order_number,
        )


@transaction.atomic
def give_back(
    *, purse: str, amount: Money, session: str, order_number: str, reference: str
) -> None:
    """Put back what the payment had taken. Twice changes nothing.

    A card whose time is over, or soon will be, can be spent for another three months. Raises
    TooLittleAvailableError for more than was taken.
    """
    account = lock_purse(purse)
    if account.entries.filter(kind=PurseEntryKind.REFUNDED, reference=reference).exists():
        return
    if amount > (taken := taken_for(account, session)):
        raise TooLittleAvailableError(available=str(taken))
    write(
        account=account,
        kind=PurseEntryKind.REFUNDED,
        amount=amount,
        reference=reference,
        session=session,
        order_number=order_number,
    )
    if account.kind == PurseKind.GIFT_CARD and account.expires_at is not None:
        _prolong(account)


def _prolong(account: PurseAccount) -> None:
    soonest = timezone.now() + GRACE
    if account.expires_at is not None and account.expires_at < soonest:
        account.expires_at = soonest
        account.save(update_fields=["expires_at", "updated_at"])
