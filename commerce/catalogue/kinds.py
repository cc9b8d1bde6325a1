"""What people are told of the catalogue."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Audience, Medium
from commerce.notifications.registry import Draft, Kind, Variable, text

STOCK_LOW: Final = Kind(
    code="stock_low",
    name=_("Stock is low"),
    description=_("Told once when the stock of a product falls to its threshold."),
    audience=Audience.STAFF,
    may_wait=True,
    media=frozenset({Medium.IN_APP}),
    variables=(
        Variable("product", _("Product"), "Tuesday mug"),
        Variable("sku", _("SKU"), "MUG-1"),
        Variable("left", _("How many are left"), "3"),
    ),
    draft=Draft(
        subject=_("{{ product }} is running out"),
        parts=(text(_("{{ left }} of {{ sku }} are left.")),),
        short=_("{{ left }} of {{ sku }} are left."),
    ),
)
