"""What customers are told of orders that staff have prepared for them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.registry import Draft, Kind, Variable, button, lines, text

from .kinds import ABOUT_ORDER, ADDRESS, BELL, GOODS, GREETING, SENT_TO, TOTALS

ORDER_PREPARED: Final = Kind(
    code="order_prepared",
    name=_("Order prepared for you"),
    description=_("Sent when staff have put an order together, with the link to pay it."),
    is_mandatory=True,
    media=BELL,
    variables=(
        *ABOUT_ORDER,
        GOODS,
        TOTALS,
        ADDRESS,
        Variable(
            "pay_url",
            _("Address where it can be paid"),
            "https://shop.example/en/orders/R-100001/pay",
        ),
        Variable("until", _("Until when it can be paid"), "5 December 2026, 12:00"),
    ),
    draft=Draft(
        subject=_("{{ shop }} has prepared an order for you: {{ number }}"),
        parts=(
            GREETING,
            text(_("we have put together this order for you at {{ shop }}:")),
            lines("lines"),
            lines("totals"),
            SENT_TO,
            text(
                _(
                    "We keep it for you until {{ until }}. Look at it and choose how you would like to"
                    " pay on this page. The link is for you alone."
                )
            ),
            button(_("Look at it and pay"), "pay_url"),
        ),
        short=_("{{ shop }} has prepared the order {{ number }} for you."),
        url="pay_url",
    ),
)
