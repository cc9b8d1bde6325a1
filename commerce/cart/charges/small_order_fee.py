"""A fee for orders whose goods are worth less than sending them makes sense for."""

from __future__ import annotations

from collections.abc import Iterator

from babel.numbers import format_currency
from django.utils.translation import get_language, gettext_lazy, to_locale
from django.utils.translation import gettext as _

from commerce.cart.registry import CartSoFar, Charge, ChargeKind
from commerce.core.money import Money

CODE = "small_order_fee"


def work_out(cart: CartSoFar) -> Iterator[Charge]:
    """Cost the fee as long as the goods are worth less than the rate says, and tell how much less."""
    rate = cart.rates.get(CODE)
    if rate and rate.goods_below and cart.goods.amount < rate.goods_below:
        missing = Money(rate.goods_below, cart.currency) - cart.goods
        yield Charge(amount=Money(rate.amount, cart.currency), hint=_hint(missing))


def _hint(missing: Money) -> str:
    locale = to_locale(get_language() or "en")
    amount = format_currency(missing.amount, missing.currency, locale=locale)
    return _("Add %(amount)s more to avoid this fee.") % {"amount": amount}


SMALL_ORDER_FEE = ChargeKind(
    code=CODE, label=gettext_lazy("Small order fee"), work_out=work_out, position=10
)
