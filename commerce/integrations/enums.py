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
