"""From which country somebody orders: what fraud rules compare with where it goes and is billed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce.ordering.statements import NOTE_CHECKOUT

if TYPE_CHECKING:
    from commerce.cart.shoppers import Shopper
    from commerce.oscar.basket.models import Basket

NOTED: Final = "network_country"


def note_country(*, basket: Basket, shopper: Shopper) -> None:
    """Keep on a locked cart of which country its buyer's network address is: the order takes it over.

    No query where nobody tells countries, or it is known.
    """
    if shopper.country == basket.checkout.get(NOTED, ""):
        return
    basket.checkout = {**basket.checkout, NOTED: shopper.country}
    NOTE_CHECKOUT.run(basket=basket.pk, checkout=basket.checkout, expires_at=basket.expires_at)


def country_of(basket: Basket) -> str:
    """Return what an order keeps of it; empty where nobody has told."""
    return basket.checkout.get(NOTED) or ""
