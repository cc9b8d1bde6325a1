"""Where a return stands, why it is made, and what is to come of it."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReturnState(TextChoices):
    """How far a return is."""

    REQUESTED = "requested", _("Asked for")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    SENT = "sent", _("On its way back")
    RECEIVED = "received", _("Received")
    INSPECTED = "inspected", _("Inspected")
    REFUNDED = "refunded", _("Money given back")
    EXCHANGED = "exchanged", _("Exchanged")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Taken back")


# What follows each state; nothing follows the others.
STEPS: Final[dict[str, frozenset[str]]] = {
    ReturnState.REQUESTED: frozenset(
        {ReturnState.APPROVED, ReturnState.DECLINED, ReturnState.CANCELLED}
    ),
    ReturnState.APPROVED: frozenset(
        {ReturnState.SENT, ReturnState.RECEIVED, ReturnState.CANCELLED, ReturnState.CLOSED}
    ),
    ReturnState.SENT: frozenset({ReturnState.RECEIVED, ReturnState.CLOSED}),
    ReturnState.RECEIVED: frozenset({ReturnState.RECEIVED, ReturnState.INSPECTED}),
    ReturnState.INSPECTED: frozenset(
        {ReturnState.REFUNDED, ReturnState.EXCHANGED, ReturnState.CLOSED}
    ),
}
# Pieces of these have not come back and will not.
GIVEN_UP: Final = (ReturnState.DECLINED, ReturnState.CANCELLED)
# What was announced and did not arrive is free to be announced again.
ARRIVED: Final = (
    *(ReturnState.INSPECTED, ReturnState.REFUNDED),
    *(ReturnState.EXCHANGED, ReturnState.CLOSED),
)


class ReturnReason(TextChoices):
    """Why something comes back."""

    CHANGED_MIND = "changed_mind", _("I have changed my mind")
    WRONG_SIZE = "wrong_size", _("It does not fit")
    DAMAGED = "damaged", _("It arrived damaged")
    FAULTY = "faulty", _("It does not work")
    WRONG_ITEM = "wrong_item", _("I was sent something else")
    NOT_AS_DESCRIBED = "not_as_described", _("It is not as described")


# What the shop answers for.
FAULTS: Final = (
    *(ReturnReason.DAMAGED, ReturnReason.FAULTY),
    *(ReturnReason.WRONG_ITEM, ReturnReason.NOT_AS_DESCRIBED),
)


class ReturnWish(TextChoices):
    """What the customer would like for it."""

    REFUND = "refund", _("Money back")
    EXCHANGE = "exchange", _("Something else instead")
    CREDIT = "credit", _("Store credit")


class ReturnPayer(TextChoices):
    """Who pays for the way back."""

    SHOP = "shop", _("The shop")
    FAULT = "fault", _("The shop where it is at fault, else the customer")
    CUSTOMER = "customer", _("The customer")


class WithdrawalOutcome(TextChoices):
    """What a withdrawal from the contract has led to."""

    CANCELLED = "cancelled", _("The order was cancelled")
    RETURN = "return", _("A return was opened")
