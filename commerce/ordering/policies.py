"""Rules of orders that are decided in one place and cost no query."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.payments.enums import PaymentState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ORDER_LINK_LIFETIME = timedelta(days=90)
# So long whoever has a payment link still sees what became of it.
READABLE_AFTER_LINK = timedelta(days=14)

PAYMENT_LABELS: dict[str, _StrPromise] = {
    PaymentState.DUE: _("Due"),
    PaymentState.AUTHORISED: _("Authorised"),
    PaymentState.PAID: _("Paid"),
    PaymentState.DISPUTED: _("Disputed"),
    PaymentState.PART_REFUNDED: _("Partly refunded"),
    PaymentState.REFUNDED: _("Refunded"),
    PaymentState.CANCELLED: _("Cancelled"),
}
