"""What paying whoever brings the parcel costs, where a channel asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commerce.cart.registry import CartSoFar, Charge, ChargeKind
from commerce.core.money import Money

CODE = "cash_on_delivery"


def work_out(cart: CartSoFar) -> Iterator[Charge]:
    """Asked for with the way to pay, and not as one of the cart's extras."""
    rate = cart.rates.get(CODE)
    if rate and CODE in cart.chosen:
        yield Charge(amount=Money(rate.amount, cart.currency))


CASH_ON_DELIVERY = ChargeKind(
    code=CODE, label=_("Cash on delivery"), work_out=work_out, position=20
)
