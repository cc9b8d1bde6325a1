"""What can be wrong with gift cards, store credit and the ways to pay that ask nobody."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError


class TotalNotCoveredError(ConflictError):
    """Nothing was chosen for what gift cards and store credit leave open."""

    code = "total_not_covered"
    message = _("%(missing)s are still to be paid. Please choose how.")
