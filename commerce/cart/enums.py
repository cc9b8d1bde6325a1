"""Codes that storefronts read: why something is not as wanted, and what a total is made of."""

from enum import StrEnum


class LineProblem(StrEnum):
    """What keeps a line of a cart from being ordered."""

    UNAVAILABLE = "product_unavailable"
    NO_PRICE = "no_price"
    OUT_OF_STOCK = "out_of_stock"
    INSUFFICIENT_STOCK = "insufficient_stock"


class VoucherRefusal(StrEnum):
    """Why a voucher gives nothing."""

    NOT_STARTED = "not_started"
    EXPIRED = "expired"
    USED_UP = "used_up"
    SIGN_IN = "sign_in_required"
    ALREADY_USED = "already_used"
    CONDITIONS_NOT_MET = "conditions_not_met"
    NOT_COMBINABLE = "not_combinable"


class TotalKind(StrEnum):
    """The lines of a total that every shop has; the registry of charges knows all further ones."""

    GOODS = "goods"
    TAX = "tax"
    DISCOUNT = "discount"
    SHIPPING = "shipping"
    SHIPPING_DISCOUNT = "shipping_discount"
