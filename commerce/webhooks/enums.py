from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EndpointState(TextChoices):
    """Whether an endpoint is told. One that is paused misses nothing: what happens is kept for it."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended by the receiver")


class Payload(TextChoices):
    """How much a message says."""

    FULL = "full", _("Everything")
    THIN = "thin", _("Only the id")


class DeliveryState(TextChoices):
    """How far one message has come at one endpoint."""

    PENDING = "pending", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")


class AttemptOutcome(TextChoices):
    """How one attempt ended."""

    SUCCEEDED = "succeeded", _("Succeeded")
    REFUSED = "refused", _("Refused")
    TIMED_OUT = "timed_out", _("Timed out")
    UNREACHABLE = "unreachable", _("Not reachable")
    NOT_ALLOWED = "not_allowed", _("Address not allowed")
    NOT_SIGNED = "not_signed", _("Secret not readable")


# Endpoints for which messages are kept.
HEARING = (EndpointState.ACTIVE, EndpointState.PAUSED)
