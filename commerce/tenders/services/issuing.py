"""Gift cards and store credit come to be, are corrected, blocked, and end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from ulid import ULID

from commerce.core.money import Money
from commerce.tenancy.selectors import read_channel
from commerce.tenders.codes import digest, new_code
from commerce.tenders.enums import PurseEntryKind, PurseKind
from commerce.tenders.errors import PurseAmountError
from commerce.tenders.lifetimes import expiry
from commerce.tenders.models import PurseAccount
from commerce.tenders.selectors import lock_purse, ways_of

from .books import write
from .letters import send_gift_card

if TYPE_CHECKING:
    from commerce.accounts.models import User

MOST = Decimal(1_000_000)


@transaction.atomic
def issue_gift_card(
    *,
    channel_id: int,
    amount: Money,
    email: str,
    locale: str,
    issue: str | None = None,
    order_number: str = "",
    actor: User | None = None,
    note: str = "",
) -> PurseAccount:
    """Make a gift card and write its code to that address: nobody can read it anywhere else.

    What was issued as `issue` before is returned and changes nothing. Raises PurseAmountError.
    """
    _refuse_amount(amount)
    code, channel = new_code(), read_channel(channel_id=channel_id)
    months = ways_of(channel_id).gift_card_months
    now, countries = timezone.now(), channel.countries
    account, is_new = PurseAccount._base_manager.get_or_create(
        issue=issue or str(ULID()),
        defaults={
            "channel": channel,
            "kind": PurseKind.GIFT_CARD,
            "email": email,
            "digest": digest(code),
            "last_four": code[-4:],
            "currency": amount.currency,
            "expires_at": expiry(issued_at=now, countries=countries, months=months),
            "order_number": order_number,
        },
    )
    if is_new:
        _issue(account, amount, account.public_id, order_number, actor, note)
        send_gift_card(account=account, code=code, amount=amount, locale=locale)
    return account


@transaction.atomic
def give_store_credit(
    *,
    channel_id: int,
    owner: User,
    amount: Money,
    issue: str,
    order_number: str = "",
    actor: User | None = None,
    note: str = "",
) -> PurseAccount:
    """Add to what the shop owes the customer. What was given as `issue` before changes nothing.

    Raises PurseAmountError.
    """
    _refuse_amount(amount)
    account, _created = PurseAccount._base_manager.get_or_create(
        channel_id=channel_id,
        owner=owner,
        currency=amount.currency,
        kind=PurseKind.STORE_CREDIT,
        defaults={"email": owner.email},
    )
    account = lock_purse(account.public_id)
    _issue(account, amount, issue, order_number, actor, note)
    return account


@transaction.atomic
def correct_purse(*, purse: str, change: Money, actor: User | None, note: str) -> None:
    """Add to what is available, or take from it where the change is negative.

    Raises PurseAmountError, TooLittleAvailableError.
    """
    amount = change if change.amount > 0 else -change
    _refuse_amount(amount)
    write(
        account=lock_purse(purse),
        kind=PurseEntryKind.RAISED if change.amount > 0 else PurseEntryKind.LOWERED,
        amount=amount,
        reference=str(ULID()),
        actor=actor,
        note=note,
    )


@transaction.atomic
def block_purse(*, purse: str, is_blocked: bool) -> None:
    """Let it pay for nothing new, or again. What is held for orders is not touched."""
    account = lock_purse(purse)
    account.is_blocked = is_blocked
    account.save(update_fields=["is_blocked", "updated_at"])


def expire_purses(*, limit: int = 1000) -> int:
    """Write off what is available on cards whose time is over; how many that were.

    What is held for orders is not touched: it ends when it is let go of.
    """
    over = PurseAccount._base_manager.filter(expires_at__lte=timezone.now(), balance__gt=F("held"))
    names = list(over.order_by("expires_at").values_list("public_id", flat=True)[:limit])
    return sum(_expire(name) for name in names)


@transaction.atomic
def _expire(purse: str) -> bool:
    account = lock_purse(purse)
    if not account.is_over or not account.available:
        return False
    return write(
        account=account,
        kind=PurseEntryKind.EXPIRED,
        amount=account.available,
        reference=str(ULID()),
    )


def _issue(
    account: PurseAccount,
    amount: Money,
    reference: str,
    order_number: str,
    actor: User | None,
    note: str,
) -> None:
    write(
        account=account,
        kind=PurseEntryKind.ISSUED,
        amount=amount,
        reference=reference,
        order_number=order_number,
        actor=actor,
        note=note,
    )


def _refuse_amount(amount: Money) -> None:
    if not 0 < amount.amount <= MOST or not amount.is_payable:
        raise PurseAmountError(most=str(Money(MOST, amount.currency)))
