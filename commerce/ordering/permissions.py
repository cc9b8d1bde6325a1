"""Who may agree on prices with a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.accounts.models import User

AGREE: str = "ordering.set_draft_price"


def may_agree_on_prices(user: User | None) -> bool:
    """Whether that person may; the house itself, when nobody acts, may."""
    return user is None or user.has_perm(AGREE)
