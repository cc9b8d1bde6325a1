"""Closed lists that editors choose from and the storefront knows by code."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MenuKey(TextChoices):
    """Where a menu stands."""

    HEADER = "header", _("Header")
    FOOTER = "footer", _("Footer")


class BannerStyle(TextChoices):
    INFO = "info", _("Information")
    PROMOTION = "promotion", _("Promotion")
    WARNING = "warning", _("Warning")


class BannerPlacement(TextChoices):
    TOP = "top", _("Above the header")


class HeroAlignment(TextChoices):
    LEFT = "left", _("Text first, picture second")
    CENTER = "center", _("Centred (without a picture)")
    RIGHT = "right", _("Picture first, text second")


class HeroTheme(TextChoices):
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class PictureSide(TextChoices):
    LEFT = "left", _("Picture before the text")
    RIGHT = "right", _("Picture after the text")


class RailSource(TextChoices):
    """How the products of a rail are found."""

    MANUAL = "manual", _("The products chosen below")
    CATEGORY = "category", _("Products of a category")
    NEWEST = "newest", _("Newest products")
    ON_SALE = "on_sale", _("Products on sale")


class PromiseIcon(TextChoices):
    """Signs beside the short promises of a shop."""

    TRUCK = "truck", _("Delivery van")
    RETURN = "return", _("Returns")
    SHIELD = "shield", _("Shield")
    LEAF = "leaf", _("Leaf")
    HEART = "heart", _("Heart")
    CLOCK = "clock", _("Clock")
    STAR = "star", _("Star")
    GLOBE = "globe", _("Globe")
    CHECK = "check", _("Tick")
