"""Ending what was worked out of prices that are others now."""

from commerce.oscar.offer.models import OfferState


def price_all_anew() -> None:
    """Have every stored cart worked out anew. Call it in the transaction of the change."""
    OfferState.renew()
