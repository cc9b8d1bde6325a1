"""Whose cart is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopper:
    """Who asks, in which channel, language and currency; `token` is a guest's key to their cart.

    For the draft of an order, staff ask in the place of its customer: `draft` is the key of its cart.
    No request of a shopper ever sets it.
    """

    channel: Channel
    locale: str
    currency: str
    user: User | None = None
    token: str | None = None
    draft: int | None = None
    # Of the network address, where a trusted proxy has told it.
    country: str = ""
