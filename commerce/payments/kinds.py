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

PAYMENT_INSTRUCTION_REFUSED: Final = Kind(
    code="payment_instruction_refused",
    name=_("Payment service has refused"),
    description=_(
        "Told when a payment service does not collect, give back or let go what it was asked to."
    ),
    audience=Audience.STAFF,
    media=_STAFF,
    variables=(
        Variable("order", _("Number of the order"), "R-100001"),
        Variable("what", _("What was asked"), "Give back"),
        Variable("amount", _("Amount of money"), "€85.90"),
        Variable("reason", _("Why it was refused"), "The payment is too old."),
    ),
    draft=Draft(
        subject=_("{{ order }}: the payment service has refused: {{ what }}, {{ amount }}"),
        parts=(
            text("{{ reason }}"),
            text(_("No money was moved. Please look at the money of the order.")),
        ),
        short="{{ order }}: {{ what }}, {{ amount }}",
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

KINDS: Final = (PAYMENT_SUSPECTED, PAYMENT_INSTRUCTION_REFUSED, LEDGER_WRONG)
