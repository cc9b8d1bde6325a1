"""What people are told about gift cards."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.registry import Draft, Kind, Variable, button, heading, note, text

GIFT_CARD_ISSUED: Final = Kind(
    code="gift_card_issued",
    name=_("Gift card"),
    description=_("Brings the code of a gift card; it cannot be read anywhere else."),
    is_mandatory=True,
    variables=(
        Variable("code", _("Code of the gift card"), "7K2M-09XD-Q4T1-HBZ5", is_secret=True),
        Variable("amount", _("Amount of money"), "€50.00"),
        Variable(
            "until",
            _("Sentence about how long it can be used, if that ends"),
            "It can be used until 31 December 2029.",
        ),
        Variable(
            "url", _("Address of the page with the balance"), "https://shop.example/en/gift-cards"
        ),
    ),
    draft=Draft(
        subject=_("Your gift card of {{ amount }} for {{ shop }}"),
        parts=(
            text(_("Here is a gift card of {{ amount }} for {{ shop }}. Its code is:")),
            heading("{{ code }}"),
            text(_("Enter the code at the checkout. What is left of it stays on the card.")),
            text("{{ until }}"),
            button(_("See the balance"), "url"),
            note(_("Keep the code like money: whoever knows it can spend it.")),
        ),
        short=_("Your gift card of {{ amount }} for {{ shop }}."),
        url="url",
    ),
)
