"""Gift wrapping for the whole cart, with a short message for the card."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commerce.cart.registry import CartSoFar, Charge, ChargeKind, Choice
from commerce.core.money import Money

CODE = "gift_wrap"


def work_out(cart: CartSoFar) -> Iterator[Charge]:
    rate = cart.rates.get(CODE)
    if rate and CODE in cart.chosen:
        yield Charge(amount=Money(rate.amount, cart.currency))


GIFT_WRAP = ChargeKind(
    code=CODE,
    label=_("Gift wrapping"),
    work_out=work_out,
    choice=Choice(message_label=_("Message on the card")),
)
