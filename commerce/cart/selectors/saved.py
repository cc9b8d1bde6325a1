"""What a shopper has saved for later, as it can be bought now."""

from __future__ import annotations

from commerce.cart.pricing.baskets import price_lines
from commerce.cart.shoppers import Shopper

from .appearances import describe_line
from .baskets import find_basket, find_saved
from .carts import Json, goods_json


def read_saved(shopper: Shopper) -> Json:
    """Return the saved lines with the price they would have in the cart, in its currency.

    Four queries at most; two where nothing is saved. What is gone stays in the list with its
    problem. Raises CartNotFoundError or CartExpiredError for a token that opens no cart.
    """
    basket, saved = find_basket(shopper), find_saved(shopper)
    if saved is None:
        return {"lines": []}
    saved.currency = basket.currency if basket else shopper.currency
    saved.checkout = basket.checkout if basket else {}
    lines = price_lines(basket=saved, shopper=shopper)
    return {"lines": [goods_json(item, describe_line(item.line)) for item in lines]}
