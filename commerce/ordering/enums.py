"""Codes that storefronts read: what is not as it was reviewed, and how far the goods are."""

from enum import StrEnum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeKind(StrEnum):
    """What differs between the order that was reviewed and the one that would be placed now."""

    NAME = "name"
    PRICE = "price"
    QUANTITY = "quantity"
    DISCOUNT = "discount"
    VOUCHER = "voucher"
    CHARGE = "charge"
    SHIPPING = "shipping"
    TAX = "tax"
    ADDRESS = "address"
    AVAILABILITY = "availability"


class DraftState(TextChoices):
    """Where an order stands that staff have prepared."""

    OPEN = "open", _("Draft")
    SENT = "sent", _("Payment link sent")
    DONE = "done", _("Ordered")
    WITHDRAWN = "withdrawn", _("Payment link withdrawn")
    EXPIRED = "expired", _("Payment link expired")


class CompletionState(TextChoices):
    """Where one try to turn a cart into an order stands."""

    OPEN = "open", _("Payment under way")
    PLACED = "placed", _("Ordered")
    RELEASED = "released", _("Let go")


class ReleaseReason(TextChoices):
    """Why a try was let go, in words for the shopper."""

    EXPIRED = "expired", _("The time for this payment is over. Nothing was charged.")
    REPLACED = "replaced", _("Another payment was begun instead of this one.")
    LET_GO = "let_go", _("You have stopped this payment. Nothing was charged.")
    CART_CHANGED = "cart_changed", _("The cart has changed since this payment was begun.")
    REFUSED = "refused", _("The order could not be placed. What you have paid is given back.")
    OUT_OF_STOCK = (
        "out_of_stock",
        _("What you wanted is sold out. What you have paid is given back."),
    )
    ORDER_CHANGED = (
        "order_changed",
        _("The order was changed since this payment was begun. What you have paid is given back."),
    )
    NOT_OWED = (
        "not_owed",
        _("Nothing is owed for this order any more. What you have just paid is given back."),
    )


# What shoppers read says what it means for them; staff read what happened.
RELEASED_BECAUSE: Final = {
    ReleaseReason.EXPIRED: _("Not completed in time"),
    ReleaseReason.REPLACED: _("Another payment for the same cart was begun"),
    ReleaseReason.LET_GO: _("Stopped by the customer"),
    ReleaseReason.CART_CHANGED: _("The cart was changed meanwhile"),
    ReleaseReason.REFUSED: _("The order was refused"),
    ReleaseReason.OUT_OF_STOCK: _("Sold out meanwhile"),
    ReleaseReason.ORDER_CHANGED: _("The order was changed meanwhile"),
    ReleaseReason.NOT_OWED: _("The order owed nothing any more"),
}


class ParcelState(TextChoices):
    """Where one parcel is."""

    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Unpacked again")


class TrackingStatus(TextChoices):
    """What a carrier says of a parcel."""

    ANNOUNCED = "announced", _("Announced to the carrier")
    IN_TRANSIT = "in_transit", _("On its way")
    OUT_FOR_DELIVERY = "out_for_delivery", _("Out for delivery")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")
    RETURNED = "returned", _("On its way back")


class FulfilmentState(TextChoices):
    """How far all goods of an order are; derived from its parcels, never stored."""

    UNFULFILLED = "unfulfilled", _("Not shipped")
    PACKED = "packed", _("Packed")
    PARTLY_FULFILLED = "partly_fulfilled", _("Partly shipped")
    FULFILLED = "fulfilled", _("Shipped")
    DELIVERED = "delivered", _("Delivered")


class FraudRuleKind(TextChoices):
    """What a rule looks at before an order goes on."""

    COUNTRIES = "countries", _("Billed to another country than it is sent to")
    ORDERS = "orders", _("More orders in a time than")
    SPENT = "spent", _("More spent in a time than")
    AMOUNT = "amount", _("An order of more than")
    GUEST = "guest", _("The first order of a guest, of more than")
    NETWORK = "network", _("Ordered from another country than it is billed and sent to")
    RISK = "risk", _("The payment service sees a raised risk")


class FraudMatch(TextChoices):
    """By what orders are taken for those of one buyer."""

    EMAIL = "email", _("the same e-mail address")
    ADDRESS = "address", _("the same delivery address")
    CARD = "card", _("the same card")
