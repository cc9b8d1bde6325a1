"""What can be wrong with a question about the catalogue, or with a change of it."""

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


class RetiredError(DomainError):
    """It was here once; `instead` is what to use now."""

    code, status = "gone", 410
    message = _("This address was retired. Use %(instead)s.")

    def __init__(self, *, instead: str) -> None:
        super().__init__(instead=instead)


class RetiredParameterError(DomainError):
    """It narrowed something down once; `instead` is what does so now."""

    code, status = "retired_parameter", 400
    message = _("“%(parameter)s” is not taken here any more. Use %(instead)s.")


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


class StockBelowAllocatedError(ConflictError):
    code = "stock_below_allocated"
    message = _("%(allocated)d of %(sku)s are promised to orders: the stock cannot be less.")


class StockOfferPromisedError(ConflictError):
    code = "stock_offer_promised"
    message = _("%(allocated)d of %(sku)s are promised to orders: ship or cancel those first.")


class CurrencyNotSoldError(DomainError):
    code, status = "currency_not_sold", 422
    message = _("%(channel)s does not sell in %(currency)s.")


class TextNotFoundError(NotFoundError):
    """No such thing, or not of this tenant, or in no language of its channels."""

    code = "text_not_found"
    message = _("What was to be translated is gone.")


class TextChangedError(ConflictError):
    """Somebody else has written it since it was read. `theirs` are their texts, by name."""

    code = "text_changed"
    message = _("Somebody else has changed this meanwhile. Nothing was saved.")


class TextTooLongError(DomainError):
    code, status = "text_too_long", 422
    message = _("“%(field)s” has at most %(maximum)d characters.")
