"""What can be wrong with a question about the catalogue."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


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
