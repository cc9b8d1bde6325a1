"""What the way to an order says to the database, compiled once: these run with every order."""

from __future__ import annotations

from typing import Final

from commerce.core.prepared import PreparedUpdate
from commerce.oscar.basket.models import Basket

_BASKET: Final = Basket._meta.get_field("id")

NOTE_CHECKOUT = PreparedUpdate(
    "what a shopper said at the checkout",
    lambda *, basket, **changes: (Basket._base_manager.filter(pk=basket), changes),
    basket=_BASKET,
    checkout=Basket._meta.get_field("checkout"),
    expires_at=Basket._meta.get_field("expires_at"),
)
