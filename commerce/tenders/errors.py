"""What can be wrong with gift cards, store credit and the ways to pay that ask nobody."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class TotalNotCoveredError(ConflictError):
    """Nothing was chosen for what gift cards and store credit leave open."""

    code = "total_not_covered"
    message = _("%(missing)s are still to be paid. Please choose how.")


class GiftCardNotFoundError(NotFoundError):
    """No such code, or not of this shop, or not to be used: the answer is the same."""

    code = "gift_card_not_found"
    message = _("There is no gift card of this code that can be used here. Was it typed rightly?")


class GiftCardCurrencyError(ConflictError):
    code = "gift_card_currency"
    message = _("This gift card is in %(currency)s and cannot pay in another currency.")


class TooManyGiftCardsError(DomainError):
    code, status = "too_many_gift_cards", 422
    message = _("At most %(most)d gift cards can pay for one order.")


class GiftCardEmptyError(ConflictError):
    code = "gift_card_empty"
    message = _("Nothing is left on the gift card that ends with %(last_four)s.")


class PurseNotFoundError(NotFoundError):
    code = "purse_not_found"
    message = _("There is no such gift card or store credit.")


class PurseAmountError(DomainError):
    code, status = "purse_amount_refused", 422
    message = _("The amount has to be more than nothing, at most %(most)s, in whole coins.")


class TooLittleAvailableError(ConflictError):
    code = "too_little_available"
    message = _("Only %(available)s are available.")


class NoOwnerError(ConflictError):
    """The order was placed by somebody without an account."""

    code = "no_owner"
    message = _("Store credit needs a customer with an account.")


class MethodRefusedError(ConflictError):
    """Not open to this payer, for this amount, or in this country."""

    code = "payment_method_refused"
    message = _("This way to pay is not possible: %(reason)s")


class UnreadableStatementError(DomainError):
    code, status = "unreadable_statement", 422
    message = _("This is no statement that can be read: camt.053 as XML, or a table as CSV.")


class StatementTooLargeError(DomainError):
    code, status = "statement_too_large", 422
    message = _("The file is too large: at most %(megabytes)d MB and %(lines)d lines are read.")


class MissingColumnError(DomainError):
    code, status = "missing_column", 422
    message = _("There is no column “%(column)s”. The file has: %(found)s.")


class StatementKnownError(ConflictError):
    code = "statement_known"
    message = _("This file was uploaded before.")


class LineSettledError(ConflictError):
    code = "line_settled"
    message = _("This line is booked or set aside already.")


class LineCurrencyError(ConflictError):
    code = "line_currency"
    message = _("The money is in another currency than the order.")


class NoOpenPaymentError(NotFoundError):
    code = "no_open_payment"
    message = _("No order with this number is waiting for a bank transfer or an invoice's money.")
