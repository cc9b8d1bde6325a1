"""Rules of orders that are decided in one place and cost no query."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.oscar.order.models import OrderStatus
from commerce.payments.enums import PaymentState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ORDER_LINK_LIFETIME = timedelta(days=90)

STATUS_LABELS: dict[str, _StrPromise] = {
    OrderStatus.PLACED: _("Placed"),
    OrderStatus.PAID: _("Paid"),
    OrderStatus.PACKED: _("Packed"),
    OrderStatus.SHIPPED: _("Shipped"),
    OrderStatus.DELIVERED: _("Delivered"),
    OrderStatus.CANCELLED: _("Cancelled"),
}

PAYMENT_LABELS: dict[str, _StrPromise] = {
    PaymentState.DUE: _("Due"),
    PaymentState.AUTHORISED: _("Authorised"),
    PaymentState.PAID: _("Paid"),
    PaymentState.PART_REFUNDED: _("Partly refunded"),
    PaymentState.REFUNDED: _("Refunded"),
    PaymentState.CANCELLED: _("Cancelled"),
}
