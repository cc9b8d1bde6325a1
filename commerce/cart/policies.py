"""Rules of carts that are decided in one place and cost no query."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .enums import LineProblem, VoucherRefusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commerce.accounts.models import User
    from commerce.oscar.basket.models import Line
    from commerce.oscar.voucher.models import Voucher

MAX_QUANTITY = 999
MAX_LINES = 100
MAX_SAVED = 100
MAX_VOUCHERS = 10
CART_LIFETIME = timedelta(days=30)
# A guest's list outlives carts that became orders, and is found by the key of the last cart.
SAVED_LIFETIME = timedelta(days=90)

EXPLANATIONS: dict[str, _StrPromise] = {
    LineProblem.UNAVAILABLE: _("This product is no longer sold here."),
    LineProblem.NO_PRICE: _("This product has no price in this currency."),
    LineProblem.OUT_OF_STOCK: _("This product is sold out."),
    LineProblem.INSUFFICIENT_STOCK: _("There are fewer left than you want."),
    VoucherRefusal.NOT_STARTED: _("It is not valid yet."),
    VoucherRefusal.EXPIRED: _("It is no longer valid."),
    VoucherRefusal.USED_UP: _("It has already been used."),
    VoucherRefusal.SIGN_IN: _("Only customers who are signed in can use it."),
    VoucherRefusal.ALREADY_USED: _("You have already used it."),
    VoucherRefusal.CONDITIONS_NOT_MET: _("This cart does not meet its conditions."),
    VoucherRefusal.NOT_COMBINABLE: _("It cannot be combined with “%(offers)s”."),
}


def cart_expiry(*, is_owned: bool, now: datetime) -> datetime | None:
    """Return when a cart changed now expires: a guest's after its lifetime, a customer's never."""
    return None if is_owned else now + CART_LIFETIME


def line_problem(line: Line) -> LineProblem | None:
    """Return what keeps the line, as read by `price_basket`, from being ordered."""
    if not line.is_listed or not line.product.is_public:
        return LineProblem.UNAVAILABLE
    if line.price_amount is None:
        return LineProblem.NO_PRICE
    available = available_quantity(line)
    if available <= 0:
        return LineProblem.OUT_OF_STOCK
    return LineProblem.INSUFFICIENT_STOCK if line.quantity > available else None


def available_quantity(line: Line) -> int:
    """Return how many can be bought: net stock up to the limit of one line."""
    if not line.product.get_product_class().track_stock:
        return MAX_QUANTITY
    return max(0, min(MAX_QUANTITY, line.stockrecord.net_stock_level))


def voucher_refusal(voucher: Voucher, *, user: User | None, now: datetime) -> VoucherRefusal | None:
    """Return why this voucher, with its `times_used…` counted, may not be used by that person now."""
    if now < voucher.start_datetime:
        return VoucherRefusal.NOT_STARTED
    if now > voucher.end_datetime:
        return VoucherRefusal.EXPIRED
    if voucher.usage == voucher.SINGLE_USE and voucher.times_used:
        return VoucherRefusal.USED_UP
    if voucher.usage == voucher.ONCE_PER_CUSTOMER:
        if user is None:
            return VoucherRefusal.SIGN_IN
        return VoucherRefusal.ALREADY_USED if voucher.times_used_by_user else None
    return None
