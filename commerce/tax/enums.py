"""How taxes are worked out: what staff choose between, and what an order says of itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClassKind(TextChoices):
    """What a class of goods is to the law; the last two need no rate to be worth nothing."""

    STANDARD = "standard", _("Standard rate")
    REDUCED = "reduced", _("Reduced rate")
    ZERO = "zero", _("Zero rate")
    EXEMPT = "exempt", _("Exempt from tax")


class Rounding(TextChoices):
    """What is rounded to payable units: the tax of each line, or that of each rate once."""

    LINE = "line", _("Each line")
    TOTAL = "total", _("The total of each rate")


class ExtrasRule(TextChoices):
    """Which rate shipping and charges bear."""

    MAIN = "main", _("The rate of most of the goods")
    HIGHEST = "highest", _("The highest rate of the goods")
    PROPORTIONAL = "proportional", _("The rates of the goods, in proportion")
    STANDARD = "standard", _("The channel's usual class")


class Treatment(TextChoices):
    """Why an order bears tax, or none."""

    TAXED = "taxed", _("Taxed")
    REVERSE_CHARGE = "reverse_charge", _("Reverse charge")
    EXEMPT = "exempt", _("Exempt customer")
    NOT_TAXED = "not_taxed", _("Not taxed here")


class VatIdState(TextChoices):
    """What is known of a VAT id that a shopper has named."""

    VALID = "valid", _("Confirmed")
    INVALID = "invalid", _("Not registered")
    UNAVAILABLE = "unavailable", _("Could not be checked")
