"""Words for money that was paid before, and for what became of it."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

GIFT_CARD: Final = "gift-card"
STORE_CREDIT: Final = "store-credit"


class PurseKind(TextChoices):
    """Whose the money is: whoever knows the code, or one customer. The values are gateways' codes."""

    GIFT_CARD = GIFT_CARD, _("Gift card")
    STORE_CREDIT = STORE_CREDIT, _("Store credit")
