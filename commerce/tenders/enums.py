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


class Book(TextChoices):
    """Where the money of a purse is. What is available or held is owed to whoever has the purse."""

    ISSUED = "issued", _("Issued")
    AVAILABLE = "available", _("Available")
    HELD = "held", _("Held for an order")
    REDEEMED = "redeemed", _("Redeemed")
    EXPIRED = "expired", _("Expired")
    CORRECTIONS = "corrections", _("Corrections")


class PurseEntryKind(TextChoices):
    """What happened to the money of a purse."""

    ISSUED = "issued", _("Issued")
    HELD = "held", _("Held for an order")
    REDEEMED = "redeemed", _("Redeemed")
    RELEASED = "released", _("Released")
    REFUNDED = "refunded", _("Given back")
    EXPIRED = "expired", _("Expired")
    RAISED = "raised", _("Corrected upwards")
    LOWERED = "lowered", _("Corrected downwards")


# From which book to which each kind moves money: the debit, and the credit.
MOVES: Final[dict[PurseEntryKind, tuple[Book, Book]]] = {
    PurseEntryKind.ISSUED: (Book.ISSUED, Book.AVAILABLE),
    PurseEntryKind.HELD: (Book.AVAILABLE, Book.HELD),
    PurseEntryKind.REDEEMED: (Book.HELD, Book.REDEEMED),
    PurseEntryKind.RELEASED: (Book.HELD, Book.AVAILABLE),
    PurseEntryKind.REFUNDED: (Book.REDEEMED, Book.AVAILABLE),
    PurseEntryKind.EXPIRED: (Book.AVAILABLE, Book.EXPIRED),
    PurseEntryKind.RAISED: (Book.CORRECTIONS, Book.AVAILABLE),
    PurseEntryKind.LOWERED: (Book.AVAILABLE, Book.CORRECTIONS),
}
