"""Who may give money back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.accounts.models import User

REFUND = "payments.refund_payment"


def may_refund(user: User | None) -> bool:
    """Whether that person may give money back; the house itself, when nobody acts, may."""
    return user is None or user.has_perm(REFUND)
