from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Medium(TextChoices):
    """The way on which people are told."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    PUSH = "push", _("Push message")
    IN_APP = "in_app", _("In the shop")


class MessageState(TextChoices):
    """How far a message has come. `sent` is as far as a provider without callbacks can tell."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    BOUNCED = "bounced", _("Bounced")
    FAILED = "failed", _("Failed")
    WITHHELD = "withheld", _("Not sent: not wanted")


class Reason(TextChoices):
    """Why a message has not arrived."""

    REFUSED = "refused", _("The recipient's side refuses it.")
    UNAVAILABLE = "unavailable", _("Nobody took it; it is tried again.")
    GIVEN_UP = "given_up", _("It was tried for two days.")
    TOO_LONG = "too_long", _("It is too long for a text message.")
    NO_PROVIDER = "no_provider", _("Nobody is set up to send it.")
    BOUNCED = "bounced", _("It came back.")
    BROKEN = "broken", _("It cannot be written this way.")


class PartType(TextChoices):
    """What a letter is made of."""

    HEADING = "heading", _("Heading")
    TEXT = "text", _("Text")
    NOTE = "note", _("Small print")
    BUTTON = "button", _("Button")
    LINES = "lines", _("Lines with amounts")
    PRODUCTS = "products", _("Products")
    PICTURE = "picture", _("Picture")
    DIVIDER = "divider", _("Divider")


class Audience(TextChoices):
    """Whom a kind of message is for."""

    CUSTOMER = "customer", _("Customers")
    STAFF = "staff", _("Staff")
