"""Gift cards that were sold lose their worth again when their price goes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.money import Money
from commerce.tenders.enums import PurseEntryKind
from commerce.tenders.selectors import lock_issues

from .books import write

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def recall_gift_cards(
    *,
    issues: Iterable[str],
    amount: Money,
    reference: str,
    actor: User | None = None,
    note: str = "",
) -> Money:
    """Take so much back of what is available on the cards of these issues, the fullest first.

    Returns what was taken: less where more was spent or is held for orders.
    """
    left = amount
    for card in sorted(lock_issues(issues), key=lambda card: card.available.amount, reverse=True):
        part = min(left, card.available)
        if part and write(
            account=card,
            kind=PurseEntryKind.RECALLED,
            amount=part,
            reference=reference,
            order_number=card.order_number,
            actor=actor,
            note=note,
        ):
            left -= part
    return amount - left


@transaction.atomic
def restore_gift_cards(*, issues: Iterable[str], reference: str) -> None:
    """Put back what was taken back as `reference`. Twice changes nothing."""
    for card in lock_issues(issues):
        taken = card.entries.filter(kind=PurseEntryKind.RECALLED, reference=reference)
        for amount in taken.values_list("amount", flat=True):
            write(
                account=card,
                kind=PurseEntryKind.RESTORED,
                amount=Money(amount, card.currency),
                reference=reference,
                order_number=card.order_number,
            )
