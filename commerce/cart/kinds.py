"""What carts have to tell."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.registry import Draft, Kind, Variable, button, lines, note, text

CART_LEFT: Final = Kind(
    code="cart_left",
    name=_("You left something"),
    description=_("Reminds once of a cart that was filled and left."),
    needs_consent=True,
    variables=(
        Variable("lines", _("What is in the cart"), [{"title": "2 × Stoneware mug"}]),
        Variable(
            "url",
            _("Address of the page that puts the cart back"),
            "https://shop.example/en/cart/recover?token=…",
            is_secret=True,
        ),
    ),
    draft=Draft(
        subject=_("You left something at {{ shop }}"),
        parts=(
            text(_("Hello,")),
            text(_("this is still in your basket:")),
            lines("lines"),
            button(_("Back to your basket"), "url"),
            note(_("Nothing is reserved, and prices are those of the day on which you order.")),
        ),
    ),
)
