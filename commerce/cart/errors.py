"""What can be wrong with a cart, or with what is put into it."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class CartNotFoundError(NotFoundError):
    code = "cart_not_found"
    message = _("There is no such cart.")


class CartExpiredError(DomainError):
    code, status = "cart_expired", 410
    message = _("This cart has expired.")


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


class TooManySavedLinesError(ConflictError):
    code = "too_many_saved_lines"
    message = _("At most %(maximum)d different products can be saved for later.")


class RecoveryOverError(NotFoundError):
    code = "recovery_over"
    message = _("This link is over: the cart was ordered, emptied or put back elsewhere.")


class CartBeingPaidError(ConflictError):
    code = "cart_being_paid"
    message = _("This cart is being paid right now.")


class UnknownVoucherError(NotFoundError):
    code = "voucher_not_found"
    message = _("There is no voucher with this code.")


class ExtraUnavailableError(NotFoundError):
    code = "extra_not_found"
    message = _("This cannot be added to this cart.")


class MessageTooLongError(DomainError):
    code, status = "message_too_long", 422
    message = _("The message has at most %(maximum)d characters.")


class TooManyVouchersError(ConflictError):
    code = "too_many_vouchers"
    message = _("A cart takes at most %(maximum)d vouchers.")


class VoucherUnavailableError(ConflictError):
    """`reason` is one of VoucherRefusal; `conflicts_with` names offers it cannot be combined with."""

    code = "voucher_unavailable"
    message = _("The voucher %(voucher)s cannot be used: %(explanation)s")
