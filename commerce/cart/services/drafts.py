"""Carts that staff prepare for somebody: begun, copied, and priced as was agreed."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from commerce.cart.errors import LineNotFoundError
from commerce.cart.shoppers import Shopper
from commerce.core.ids import new_public_id
from commerce.core.money import Money
from commerce.oscar.basket.models import Basket, Line

# In the checkout of a draft whose delivery costs nothing, whatever the way of sending asks for.
DELIVERY_WAIVED: Final = "is_delivery_waived"
# What of the checkout a copy takes over: nothing that somebody agreed to, or that has to be asked anew.
KEPT: Final = (
    *("email", "shipping_address", "billing_address"),
    *("shipping_method", "pickup_point", DELIVERY_WAIVED),
)


@transaction.atomic
def begin_draft(*, shopper: Shopper) -> Basket:
    """Make an empty cart that only staff find, for the shopper's account if they have one."""
    basket: Basket = Basket._base_manager.create(
        channel=shopper.channel,
        currency=shopper.currency,
        owner=shopper.user,
        status=Basket.DRAFT,
    )
    return basket


@transaction.atomic
def copy_draft(*, shopper: Shopper, basket: Basket) -> Basket:
    """Make a draft of the same lines, agreed prices, vouchers and address. Prices are today's."""
    copy = begin_draft(shopper=shopper)
    copy.checkout = {name: basket.checkout[name] for name in KEPT if name in basket.checkout}
    copy.save(update_fields=["checkout"])
    lines = list(Line._base_manager.filter(basket=basket).order_by("pk"))
    for line in lines:
        line.pk, line.public_id, line.basket = None, new_public_id("line"), copy
    Line._base_manager.bulk_create(lines)
    copy.vouchers.set(basket.vouchers.all())
    return copy


@transaction.atomic
def agree_price(*, shopper: Shopper, line_id: str, price: Money | None, reason: str) -> None:
    """Let a piece of a draft's line cost what was agreed on, in no offer; None is the list price.

    The caller has locked the cart and stores it anew. Raises LineNotFoundError.
    """
    lines = Line._base_manager.filter(
        basket=shopper.draft, basket__status=Basket.DRAFT, public_id=line_id
    )
    changed = lines.update(
        agreed_price=None if price is None else price.amount,
        agreed_reason="" if price is None else reason,
    )
    if not changed:
        raise LineNotFoundError
