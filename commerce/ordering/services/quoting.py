"""Asking carriers for prices that are not known yet, for whoever stands at the checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.core.lasting import is_inside_transaction
from commerce.delivery.services.quotes import ask_carriers
from commerce.ordering.review import quotes_at
from commerce.ordering.selectors.estimates import cart_estimate_json, price_cart
from commerce.oscar.shipping.methods import consignment_of

if TYPE_CHECKING:
    from commerce.cart.pricing.baskets import PricedCart
    from commerce.cart.selectors.carts import Json
    from commerce.cart.shoppers import Shopper
    from commerce.delivery.shapes import Destination, Quotes


def estimate_cart(*, shopper: Shopper, place: Destination) -> Json:
    """Return the ways to send the shopper's cart there; raise CartEmptyError."""
    priced = price_cart(shopper)
    quotes = quotes_at(priced, place)
    if ask_for_prices(priced, quotes, place):
        quotes = quotes_at(priced, place)
    return cart_estimate_json(priced, place, quotes)


def ask_for_prices(priced: PricedCart, quotes: Quotes, place: Destination) -> bool:
    """Ask the carriers that nobody has asked about this cart and place; return whether any was.

    Whoever calls with a transaction open gets none asked: its locks would be held for as long.
    """
    if not quotes.unasked or is_inside_transaction():
        return False
    basket = priced.basket
    ask_carriers(
        channel_id=basket.channel_id,
        carriers=quotes.unasked,
        goods=consignment_of(basket),
        place=place,
        currency=basket.currency,
    )
    return True
