"""Asking carriers for prices that are not known yet, for whoever stands at the checkout or before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce.core.lasting import is_inside_transaction
from commerce.delivery.services.quotes import ask_carriers
from commerce.ordering.review import quotes_at
from commerce.ordering.selectors.estimates import (
    cart_estimate_json,
    find_wanted,
    price_cart,
    wanted_json,
)
from commerce.oscar.shipping.methods import consignment_of

if TYPE_CHECKING:
    from commerce.cart.selectors.carts import Json
    from commerce.cart.shoppers import Shopper
    from commerce.delivery.shapes import Consignment, Destination, Quotes


def estimate_cart(*, shopper: Shopper, place: Destination) -> Json:
    """Return the ways to send the shopper's cart there; raise CartEmptyError."""
    priced = price_cart(shopper)
    quotes = _asked(priced.basket, consignment_of(priced.basket), place)
    return cart_estimate_json(priced, place, quotes)


def estimate_variant(
    *, shopper: Shopper, place: Destination, variant_id: str, quantity: int
) -> Json:
    """Return the ways to send so many pieces there, at prices before offers. At most two queries.

    Raises ProductNotFoundError for what the channel does not sell in the shopper's currency.
    """
    wanted = find_wanted(shopper, variant_id=variant_id, quantity=quantity)
    return wanted_json(shopper, wanted, place, _asked(wanted.shelf, wanted.goods, place))


def ask_for_prices(shelf: Any, goods: Consignment, place: Destination, *, known: Quotes) -> bool:
    """Ask the carriers that nobody has asked about these goods and place; return whether any was.

    Whoever calls with a transaction open gets none asked: its locks would be held for as long.
    """
    if not known.unasked or is_inside_transaction():
        return False
    ask_carriers(
        channel_id=shelf.channel_id,
        carriers=known.unasked,
        goods=goods,
        place=place,
        currency=shelf.currency,
    )
    return True


def _asked(shelf: Any, goods: Consignment, place: Destination) -> Quotes:
    quotes = quotes_at(shelf, goods, place)
    if ask_for_prices(shelf, goods, place, known=quotes):
        return quotes_at(shelf, goods, place)
    return quotes
