"""Codes that storefronts read: what is not as it was when the order was reviewed."""

from enum import StrEnum


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
