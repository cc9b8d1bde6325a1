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
    BESTSELLING = "bestselling", _("Best sellers")
    SEARCH = "search", _("What a search finds")
    VIEWED = "viewed", _("What the reader looked at last")


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


class GalleryLayout(TextChoices):
    GRID = "grid", _("Side by side")
    ROW = "row", _("In a row to swipe through")


class Device(TextChoices):
    """What somebody reads on, told apart by the width of the window."""

    ANY = "any", _("Every device")
    PHONE = "phone", _("Phones")
    DESKTOP = "desktop", _("Larger screens")


class Visit(TextChoices):
    """Whether somebody is signed in."""

    ANY = "any", _("Everybody")
    SIGNED_IN = "signed_in", _("Signed in")
    SIGNED_OUT = "signed_out", _("Not signed in")


class Visitor(TextChoices):
    """Whether somebody has been here before, as far as the browser was allowed to remember it."""

    ANY = "any", _("Everybody")
    NEW = "new", _("First visit")
    RETURNING = "returning", _("Has been here before")


class LegalKind(TextChoices):
    """What the law wants a shop to say."""

    TERMS = "terms", _("Terms of sale")
    PRIVACY = "privacy", _("Privacy")
    IMPRINT = "imprint", _("Imprint")
    WITHDRAWAL = "withdrawal", _("Right of withdrawal")
    SHIPPING = "shipping", _("Delivery and payment")


class FormFieldType(TextChoices):
    """What somebody is asked for in a form."""

    SINGLELINE = "singleline", _("One line of text")
    MULTILINE = "multiline", _("Several lines of text")
    EMAIL = "email", _("E-mail address")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    DROPDOWN = "dropdown", _("Choose one from a list")
    RADIO = "radio", _("Choose one, all of them shown")
    CHECKBOXES = "checkboxes", _("Choose several")
    CHECKBOX = "checkbox", _("Yes or no")
    CONSENT = "consent", _("Consent, whose wording is the label")
    FILE = "file", _("File (picture or PDF)")


class ReleaseState(TextChoices):
    """How far a release is."""

    OPEN = "open", _("Being put together")
    PLANNED = "planned", _("Planned")
    PUBLISHED = "published", _("Published")
    ROLLED_BACK = "rolled_back", _("Rolled back")


class ChangedSince(TextChoices):
    """What rolling back does about things that somebody has changed since the release."""

    REFUSE = "refuse", _("Do nothing at all")
    KEEP = "keep", _("Leave these as they are now, and roll back the rest")
    OVERWRITE = "overwrite", _("Roll back these, too: what was changed since is not shown any more")
