"""Codes that storefronts read: what is not as it was reviewed, and how far the goods are."""

from enum import StrEnum

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
    ADDRESS = "address"
    AVAILABILITY = "availability"


class ParcelState(TextChoices):
    """Where one parcel is."""

    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Unpacked again")


class FulfilmentState(TextChoices):
    """How far all goods of an order are; derived from its parcels, never stored."""

    UNFULFILLED = "unfulfilled", _("Not shipped yet")
    PACKED = "packed", _("Packed")
    PARTLY_FULFILLED = "partly_fulfilled", _("Partly shipped")
    FULFILLED = "fulfilled", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
