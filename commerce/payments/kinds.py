"""What staff are told about payments."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Audience, Medium
from commerce.notifications.registry import Draft, Kind, Variable, text

_STAFF: Final = frozenset({Medium.EMAIL, Medium.IN_APP})

PAYMENT_SUSPECTED: Final = Kind(
    code="payment_suspected",
    name=_("Payment does not fit"),
    description=_("Told when what a payment service says of a payment does not fit it."),
    audience=Audience.STAFF,
    media=_STAFF,
    variables=(
        Variable("payment", _("Payment"), "R-100001"),
        Variable("amount", _("Amount of money"), "€85.90"),
        Variable("reason", _("Why it does not fit"), "The payment is in another currency."),
    ),
    draft=Draft(
        subject=_("Something told of the payment {{ payment }} does not fit"),
        parts=(
            text("{{ amount }}: {{ reason }}"),
            text(_("Nothing was booked. Please find out what happened, and note it.")),
        ),
        short="{{ amount }}: {{ reason }}",
    ),
)

LEDGER_WRONG: Final = Kind(
    code="ledger_wrong",
    name=_("Books do not add up"),
    description=_("Told when the nightly check of payments finds something."),
    audience=Audience.STAFF,
    is_mandatory=True,
    media=_STAFF,
    variables=(
        Variable("count", _("How many findings there are"), 1),
        Variable("first", _("The first finding"), "R-100001: 85.90 EUR are due, 80.00 are booked"),
    ),
    draft=Draft(
        subject=_("The books of payments do not add up"),
        parts=(
            text(_("The nightly check of payments has found something: {{ count }}")),
            text("{{ first }}"),
        ),
        short="{{ first }}",
    ),
)

KINDS: Final = (PAYMENT_SUSPECTED, LEDGER_WRONG)
