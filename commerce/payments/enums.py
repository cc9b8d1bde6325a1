"""Words for what was asked of a gateway, what happened, and where a payment stands."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(StrEnum):
    """Where the payment of an order stands; derived from its sessions, never stored."""

    DUE = "due"
    AUTHORISED = "authorised"
    PAID = "paid"
    PART_REFUNDED = "part_refunded"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class SessionState(models.TextChoices):
    """Where the talk with the gateway stands; how much money moved is told by the ledger."""

    PENDING = "pending", _("The gateway was not asked yet")
    WAITING = "waiting", _("Waiting for the customer")
    AUTHORISED = "authorised", _("Authorised")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class EntryKind(models.TextChoices):
    """What happened to the money; providers tell these as their movements."""

    AUTHORISED = "authorised", _("Authorised")
    CAPTURED = "captured", _("Received")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")
    FAILED = "failed", _("Failed")
    FEE = "fee", _("Fee")
    DISPUTED = "disputed", _("Disputed")
    DISPUTE_WON = "dispute_won", _("Dispute won")
    PAID_OUT = "paid_out", _("Paid out")


class InstructionKind(models.TextChoices):
    """What a gateway is asked to do."""

    START = "start"
    CAPTURE = "capture"
    CANCEL = "cancel"
    REFUND = "refund"


class InstructionState(models.TextChoices):
    """Whether the gateway has answered."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
