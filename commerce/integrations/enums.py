from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProviderKind(TextChoices):
    """What somebody is called for."""

    PAYMENT = "payment", _("Payment")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text messages")
    PUSH = "push", _("Push messages")
    CARRIER = "carrier", _("Carriers")
    TAX = "tax", _("Tax")
    AI_MODEL = "ai_model", _("AI models")
    EMBEDDINGS = "embeddings", _("Embeddings")
    EXCHANGE_RATES = "exchange_rates", _("Exchange rates")
    ANALYTICS = "analytics", _("Analytics")
    FEED = "feed", _("Feeds")


class Mode(TextChoices):
    """Whether what is done is real."""

    TEST = "test", _("Test")
    LIVE = "live", _("Live")


class CallOutcome(TextChoices):
    """How one call ended."""

    SUCCEEDED = "succeeded", _("Succeeded")
    REFUSED = "refused", _("Refused")
    LIMITED = "limited", _("Too many calls")
    FAILED = "failed", _("Failed")
    TIMED_OUT = "timed_out", _("Timed out")
    NOT_TRIED = "not_tried", _("Not tried")


class ConfigurationState(TextChoices):
    """How it stands with a configuration, at one glance."""

    UNTESTED = "untested", _("Not tested")
    READY = "ready", _("Tested, not in use")
    ACTIVE = "active", _("In use")
    PAUSED = "paused", _("Paused: too many calls")
    FAILING = "failing", _("Failing")


class MovementKind(TextChoices):
    """What a payment provider says has happened; what is agreed to is yet to be taken."""

    AGREED = "agreed", _("Agreed to")
    AUTHORISED = "authorised", _("Authorised")
    CAPTURED = "captured", _("Received")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")
    REFUND_FAILED = "not_refunded", _("Refund failed")
    FAILED = "failed", _("Failed")
    DECLINED = "declined", _("Declined, and may be tried again")
    FEE = "fee", _("Fee")
    FEE_RETURNED = "fee_returned", _("Fee returned")
    DISPUTED = "disputed", _("Disputed")
    DISPUTE_WON = "dispute_won", _("Dispute won")
    DISPUTE_LOST = "dispute_lost", _("Dispute lost")
    PAID_OUT = "paid_out", _("Paid out")


class Decline(TextChoices):
    """Why a payment was refused, in words that help the one who pays and tell a thief nothing."""

    INSUFFICIENT_FUNDS = "insufficient_funds", _("There is not enough money on this account.")
    CARD_EXPIRED = "card_expired", _("This card has expired.")
    WRONG_NUMBER = "wrong_number", _("The number of the card is not right.")
    WRONG_SECURITY_CODE = "wrong_security_code", _("The security code of the card is not right.")
    WRONG_ADDRESS = "wrong_address", _("The billing address does not fit the card.")
    NOT_AUTHENTICATED = "not_authenticated", _("Your bank could not confirm that it is you.")
    LIMIT_EXCEEDED = "limit_exceeded", _("This payment is above the limit of the card.")
    NOT_SUPPORTED = "not_supported", _("This card or account cannot be used for this payment.")
    CURRENCY_NOT_TAKEN = "currency_not_taken", _("This currency cannot be paid in this way.")
    AMOUNT_TOO_SMALL = "amount_too_small", _("The amount is too small for this way to pay.")
    AMOUNT_TOO_LARGE = "amount_too_large", _("The amount is too large for this way to pay.")
    ABANDONED = "abandoned", _("The payment was not finished.")
    TRY_AGAIN = "try_again", _("The bank could not be reached. Please try again.")
    REFUSED = "refused", _("Your bank has refused the payment. Please choose another way to pay.")


class SpeechEnd(TextChoices):
    """Why a model has stopped: it was done, asks for tools, was cut, or would not say it."""

    DONE = "done", _("Finished")
    TOOLS = "tools", _("Asks for tools")
    LENGTH = "length", _("Cut at its limit")
    REFUSED = "refused", _("Refused")
