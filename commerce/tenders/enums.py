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
    RECALLED = "recalled", _("Taken back with a refund")
    RESTORED = "restored", _("Put back, as the refund was refused")


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
    PurseEntryKind.RECALLED: (Book.AVAILABLE, Book.ISSUED),
    PurseEntryKind.RESTORED: (Book.ISSUED, Book.AVAILABLE),
}


INVOICE: Final = "offline"
BANK_TRANSFER: Final = "bank-transfer"
CASH_ON_DELIVERY: Final = "cash-on-delivery"
# Owed on top of what was paid: nobody chooses it, it waits for a payment in any other way.
PAYMENT_LINK: Final = "payment-link"


class InvoiceFor(TextChoices):
    """Who may pay by invoice."""

    NOBODY = "nobody", _("Nobody")
    APPROVED = "approved", _("Customers with terms of their own")
    CUSTOMERS = "customers", _("Customers with an account")
    EVERYBODY = "everybody", _("Everybody")


class LineState(TextChoices):
    """What became of a line of a bank statement."""

    OPEN = "open", _("Not assigned")
    BOOKED = "booked", _("Booked")
    SET_ASIDE = "set_aside", _("Set aside")


class Reason(TextChoices):
    """Why a payment may be what a line of a statement pays."""

    REFERENCE = "reference", _("The reference is right.")
    NUMBER = "number", _("The number of the order is named.")
    TYPING_ERROR = "typing_error", _("The reference is right but for a typing error.")
    AMOUNT = "amount", _("The amount is right.")
    LESS = "less", _("The amount is too small.")
    MORE = "more", _("The amount is too large.")
    NAME = "name", _("The name is the one of the order.")


class CaptureRule(TextChoices):
    """When the money that a customer has promised is taken.

    With the payment nothing is promised first: some ways to pay know no promise. What becomes no order
    is given back then, instead of let go.
    """

    WITH_PAYMENT = "with_payment", _("With the payment")
    AT_ONCE = "at_once", _("When the order is placed")
    WHEN_SHIPPED = "when_shipped", _("When the first parcel leaves")
    BY_HAND = "by_hand", _("By hand")
