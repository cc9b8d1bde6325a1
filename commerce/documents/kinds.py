"""What customers are told about documents."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Medium
from commerce.notifications.registry import Draft, Kind, Variable, button, text

DOCUMENT_ISSUED: Final = Kind(
    code="document_issued",
    name=_("Invoice or credit note"),
    description=_("Sent when an invoice or a credit note was issued for an order."),
    is_mandatory=True,
    media=frozenset({Medium.EMAIL, Medium.IN_APP}),
    variables=(
        Variable("number", _("Number of the order"), "R-100001"),
        Variable("greeting", _("Hello, with the first name"), "Hello Ada,"),
        Variable(
            "url", _("Address of the order's page"), "https://shop.example/en/orders/R-100001"
        ),
        Variable("document", _("Kind and number of the document"), "Invoice RE-2026-00042"),
        Variable("amount", _("Amount of the document"), "€52.90"),
    ),
    draft=Draft(
        subject=_("{{ document }} for your order {{ number }}"),
        parts=(
            text("{{ greeting }}"),
            text(_("{{ document }} over {{ amount }} for your order {{ number }} is ready.")),
            text(_("You find it on the page of your order, as PDF and as e-invoice.")),
            button(_("See your order"), "url"),
        ),
        short=_("{{ document }} for your order {{ number }} is ready."),
        url="url",
    ),
)
