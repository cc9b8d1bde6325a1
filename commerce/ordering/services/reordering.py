"""Putting what an order had into the cart once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from commerce.cart.errors import (
    ChooseVariantError,
    InsufficientStockError,
    NotForSaleError,
    ProductNotFoundError,
    QuantityTooLargeError,
    TooManyLinesError,
)
from commerce.cart.selectors.carts import read_cart
from commerce.cart.services.baskets import CartAnswer, add_line

if TYPE_CHECKING:
    from commerce.cart.shoppers import Shopper
    from commerce.core.errors import DomainError
    from commerce.oscar.order.models import Line, Order

REFUSALS = (
    *(ChooseVariantError, InsufficientStockError, NotForSaleError),
    *(ProductNotFoundError, QuantityTooLargeError, TooManyLinesError),
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the order that cannot be bought now, and why."""

    line: Line
    reason: DomainError


@dataclass(frozen=True, slots=True)
class Reordered:
    """The cart with what could be added, and what could not."""

    cart: CartAnswer
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def reorder(*, shopper: Shopper, order: Order) -> Reordered:
    """Add each line of an order to the shopper's cart, on top of what is there, at today's prices.

    A line that cannot be bought in its quantity is left out as a whole. Vouchers, extras and gift
    messages of the order are not taken over. Raises CartNotFoundError or CartExpiredError for a
    token that opens no cart; who may see the order is for the caller to find out.
    """
    answer, left_out = None, []
    for line in order.lines.select_related("product").order_by("pk"):
        try:
            answer = _add(shopper, line)
        except REFUSALS as reason:
            left_out.append(LeftOut(line, reason))
            continue
        if answer.token:
            shopper = replace(shopper, token=answer.token)
    token = None if answer is None else shopper.token
    text = read_cart(shopper) if answer is None else answer.text
    return Reordered(CartAnswer(text, token), tuple(left_out))


def _add(shopper: Shopper, line: Line) -> CartAnswer:
    if line.product is None:
        raise ProductNotFoundError
    variant = line.product.public_id
    return add_line(shopper=shopper, variant_id=variant, quantity=line.quantity)
