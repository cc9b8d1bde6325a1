"""What a price of sending goes by, why a way of sending is not offered, and the days of a week."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class PriceBy(TextChoices):
    """What the price of a way of sending depends on."""

    NOTHING = "", _("One price")
    WEIGHT = "weight", _("Weight")
    VALUE = "value", _("Value of the goods")
    PIECES = "pieces", _("Number of pieces")


class PriceSource(TextChoices):
    """Who says what sending costs. A fallback is the shop's own price in the place of a carrier's."""

    STANDING = "standing", _("The shop's price")
    CARRIER = "carrier", _("The carrier's price")
    FALLBACK = "fallback", _("The shop's standing price: the carrier could not be asked")


class PointSource(TextChoices):
    """Whose pickup points are listed. A fallback is the shop's own in the place of a carrier's."""

    SHOP = "shop", _("The shop's own")
    CARRIER = "carrier", _("The carrier's")
    FALLBACK = "fallback", _("The shop's own: the carrier could not be asked")


class Obstacle(TextChoices):
    """Why a way of sending does not take some goods to some place."""

    PLACE = "place", _("Does not go to this postcode or region.")
    GOODS = "goods", _("Does not take some of these goods.")
    WEIGHT = "weight", _("These goods are too heavy for it.")
    LENGTH = "length", _("Something is too long for it.")
    VOLUME = "volume", _("These goods are too large for it.")
    PIECES = "pieces", _("These are too many pieces for it.")
    VALUE_TOO_LOW = "value_too_low", _("The value of the goods is too low for it.")
    VALUE_TOO_HIGH = "value_too_high", _("The value of the goods is too high for it.")


class Weekday(IntegerChoices):
    """As `date.weekday` counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
