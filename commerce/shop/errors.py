"""What can be wrong with a question about the catalogue, or on the way to an order."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class MovedError(NotFoundError):
    """It was found at this address once; `redirect_to` is its storefront path without a language."""

    code = "moved"
    message = _("It is at %(redirect_to)s now.")

    def __init__(self, *, redirect_to: str) -> None:
        super().__init__(redirect_to=redirect_to)


class InvalidParameterError(DomainError):
    code, status = "invalid_parameter", 400
    message = _("The parameter “%(parameter)s” does not take this value. %(hint)s")


class InvertedPriceRangeError(DomainError):
    code, status = "inverted_price_range", 400
    message = _("The lowest price is above the highest one.")


class UnknownCategoryError(DomainError):
    code, status = "unknown_category", 404
    message = _("There is no category “%(category)s”.")


class UnknownAttributeError(DomainError):
    code, status = "unknown_attribute", 400
    message = _("Products cannot be filtered by “%(parameter)s”.")


class AlreadyReviewedError(ConflictError):
    code = "already_reviewed"
    message = _("You have written about this product before.")


class CartNotFoundError(NotFoundError):
    code = "cart_not_found"
    message = _("There is no such cart.")


class CartExpiredError(DomainError):
    code, status = "cart_expired", 410
    message = _("This cart has expired.")


class CartEmptyError(ConflictError):
    code = "cart_empty"
    message = _("The cart is empty.")


class LineNotFoundError(NotFoundError):
    code = "line_not_found"
    message = _("The cart has no such line.")


class ProductNotFoundError(NotFoundError):
    code = "product_not_found"
    message = _("This shop has no such product.")


class ChooseVariantError(DomainError):
    code, status = "choose_a_variant", 422
    message = _("This product comes in several variants. Choose one of them.")


class NotForSaleError(ConflictError):
    code = "not_for_sale"
    message = _("%(name)s has no price in %(currency)s.")


class InsufficientStockError(ConflictError):
    code = "insufficient_stock"
    message = _("Only %(available)d left of %(sku)s.")


class QuantityTooLargeError(DomainError):
    code, status = "quantity_too_large", 422
    message = _("A cart holds at most %(maximum)d of one product.")


class TooManyLinesError(ConflictError):
    code = "too_many_lines"
    message = _("A cart holds at most %(maximum)d different products.")


class UnknownVoucherError(NotFoundError):
    code = "voucher_not_found"
    message = _("There is no voucher with this code.")


class TooManyVouchersError(ConflictError):
    code = "too_many_vouchers"
    message = _("A cart takes at most %(maximum)d vouchers.")


class VoucherUnavailableError(ConflictError):
    """`reason` is one of VoucherRefusal; `conflicts_with` names offers it cannot be combined with."""

    code = "voucher_unavailable"
    message = _("The voucher %(voucher)s cannot be used: %(explanation)s")


class CountryNotServedError(DomainError):
    code, status = "country_not_served", 422
    message = _("This shop does not send to %(country)s.")


class ShippingMethodUnavailableError(DomainError):
    code, status = "shipping_method_unavailable", 422
    message = _("This order cannot be sent by this method.")


class CheckoutIncompleteError(ConflictError):
    """`missing` names the steps that are not done."""

    code = "checkout_incomplete"
    message = _("Something is missing before this order can be placed.")


class CheckoutChangedError(ConflictError):
    """`changes` tells what differs from the order that was reviewed."""

    code = "checkout_changed"
    message = _("The order is not the one that was reviewed. Look at it again.")


class OrderDoesNotAddUpError(ConflictError):
    code = "order_does_not_add_up"
    message = _("The amounts of this order do not add up, so it cannot be placed.")


class InvalidFingerprintError(DomainError):
    code, status = "invalid_fingerprint", 422
    message = _("This fingerprint does not come from a review of this cart.")


class OrderNotFoundError(NotFoundError):
    """Also for orders of somebody else: the answer must not tell which numbers exist."""

    code = "order_not_found"
    message = _("There is no such order.")


class StatusChangeRefusedError(ConflictError):
    code = "status_change_refused"
    message = _("An order that is %(current)s cannot become %(wanted)s.")


class StockBelowAllocatedError(ConflictError):
    code = "stock_below_allocated"
    message = _("%(allocated)d of %(sku)s are promised to orders: the stock cannot be less.")


class StockShortageError(ConflictError):
    """The goods of an order cannot leave the house: they are not there."""

    code = "stock_shortage"
    message = _(
        "%(missing)d of %(sku)s are missing for this order. Correct the stock, or cancel the order."
    )


class StockOfferPromisedError(ConflictError):
    code = "stock_offer_promised"
    message = _("%(allocated)d of %(sku)s are promised to orders: ship or cancel those first.")


class CurrencyNotSoldError(DomainError):
    code, status = "currency_not_sold", 422
    message = _("%(channel)s does not sell in %(currency)s.")


class AddressNotFoundError(NotFoundError):
    code = "address_not_found"
    message = _("There is no such address.")


class TooManyAddressesError(ConflictError):
    code = "too_many_addresses"
    message = _("There is room for %(limit)d addresses. Delete one first.")
