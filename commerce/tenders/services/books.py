"""The one place that writes what happened to the money of a purse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.core.money import Money
from commerce.tenders.enums import MOVES, Book, PurseEntryKind
from commerce.tenders.errors import TooLittleAvailableError
from commerce.tenders.models import PurseAccount, PurseEntry

if TYPE_CHECKING:
    from commerce.accounts.models import User

OWED = (Book.AVAILABLE, Book.HELD)


def write(
    *,
    account: PurseAccount,
    kind: PurseEntryKind,
    amount: Money,
    reference: str,
    session: str = "",
    order_number: str = "",
    actor: User | None = None,
    note: str = "",
) -> bool:
    """Write an entry and keep the sums; whether it was news: one kind and reference counts once.

    The caller holds the account's lock. Raises TooLittleAvailableError.
    """
    if account.entries.filter(kind=kind, reference=reference).exists():
        return False
    debit, credit = MOVES[kind]
    if debit == Book.AVAILABLE and amount > account.available:
        raise TooLittleAvailableError(available=str(account.available))
    PurseEntry.objects.create(
        account=account,
        kind=kind,
        debit=debit,
        credit=credit,
        amount=amount.amount,
        reference=reference,
        session=session,
        order_number=order_number,
        actor=actor,
        note=note,
    )
    account.balance += amount.amount * ((credit in OWED) - (debit in OWED))
    account.held += amount.amount * ((credit == Book.HELD) - (debit == Book.HELD))
    account.save(update_fields=["balance", "held", "updated_at"])
    return True
