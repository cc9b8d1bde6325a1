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

    NOT_WANTED = "not_wanted", _("The person does not want it.")
    NO_CONSENT = "no_consent", _("The person has not agreed to it.")
    SUPPRESSED = "suppressed", _("Letters to this address have come back.")
    GATHERED = "gathered", _("It is told with others, in one letter.")
    REFUSED = "refused", _("The recipient's side refuses it.")
    UNAVAILABLE = "unavailable", _("Nobody took it; it is tried again.")
    GIVEN_UP = "given_up", _("It was tried for two days.")
    TOO_LONG = "too_long", _("It is too long for a text message.")
    NO_PROVIDER = "no_provider", _("Nobody is set up to send it.")
    BOUNCED = "bounced", _("It came back.")
    STOPPED = "stopped", _("The announcement was stopped.")
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


class AnnouncementState(TextChoices):
    """How far an announcement has come."""

    DRAFT = "draft", _("Draft")
    RUNNING = "running", _("Under way")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped")
    ENDED = "ended", _("Everybody was told")


class Audience(TextChoices):
    """Whom a kind of message is for."""

    CUSTOMER = "customer", _("Customers")
    STAFF = "staff", _("Staff")


class Digest(TextChoices):
    """How often what may wait is gathered into one letter."""

    NONE = "none", _("Each one at once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


class ConsentSource(TextChoices):
    """Where somebody agreed, or withdrew."""

    REGISTRATION = "registration", _("Opening an account")
    PREFERENCES = "preferences", _("Preferences")
    CHECKOUT = "checkout", _("Checkout")
    LETTER = "letter", _("Link in a letter")
    ONE_CLICK = "one_click", _("One click in a mail program")
    PROVIDER = "provider", _("Told by the provider")


class SuppressionReason(TextChoices):
    """Why an address gets no optional messages."""

    BOUNCED = "bounced", _("The address does not exist")
    COMPLAINED = "complained", _("Reported as unwanted")
