"""Words for what was asked of a gateway, what happened, and where a payment stands."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(StrEnum):
    """Where the payment of an order stands; derived from its sessions, never stored."""

    DUE = "due"
    AUTHORISED = "authorised"
    PAID = "paid"
    DISPUTED = "disputed"
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

    DUE = "due", _("Due")
    AUTHORISED = "authorised", _("Authorised")
    CAPTURED = "captured", _("Received")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")
    NOT_REFUNDED = "not_refunded", _("Refund came back")
    CREDITED = "credited", _("Given as store credit")
    FAILED = "failed", _("Failed")
    FEE = "fee", _("Fee")
    FEE_RETURNED = "fee_returned", _("Fee returned")
    DISPUTED = "disputed", _("Disputed")
    DISPUTE_WON = "dispute_won", _("Dispute won")
    DISPUTE_LOST = "dispute_lost", _("Dispute lost")
    PAID_OUT = "paid_out", _("Paid out")
    OFF_PAYOUT = "off_payout", _("Taken off a payout")


class Account(models.TextChoices):
    """Where money is, or is owed. Each entry of the ledger moves its amount from one to another.

    `promised` and `promises` are the two sides of what is authorised, which is no money yet.
    """

    RECEIVABLE = "receivable", _("Owed by customers")
    SALES = "sales", _("Sold")
    PROMISED = "promised", _("Promised")
    PROMISES = "promises", _("Promises of customers")
    CLEARING = "clearing", _("At the payment service")
    RETURNS = "returns", _("Given back")
    CREDIT = "credit", _("Owed as store credit")
    FEES = "fees", _("Fees")
    DISPUTES = "disputes", _("Withheld in disputes")
    LOSSES = "losses", _("Lost in disputes")
    BANK = "bank", _("At the bank")


ACCOUNTS: Final[Mapping[EntryKind, dict[str, Account]]] = {
    kind: {"debit": debit, "credit": credit}
    for kind, debit, credit in (
        (EntryKind.DUE, Account.RECEIVABLE, Account.SALES),
        (EntryKind.AUTHORISED, Account.PROMISED, Account.PROMISES),
        (EntryKind.CAPTURED, Account.CLEARING, Account.RECEIVABLE),
        (EntryKind.CANCELLED, Account.SALES, Account.RECEIVABLE),
        (EntryKind.REFUNDED, Account.RETURNS, Account.CLEARING),
        (EntryKind.NOT_REFUNDED, Account.CLEARING, Account.RETURNS),
        (EntryKind.CREDITED, Account.RETURNS, Account.CREDIT),
        (EntryKind.FEE, Account.FEES, Account.CLEARING),
        (EntryKind.FEE_RETURNED, Account.CLEARING, Account.FEES),
        (EntryKind.DISPUTED, Account.DISPUTES, Account.CLEARING),
        (EntryKind.DISPUTE_WON, Account.CLEARING, Account.DISPUTES),
        (EntryKind.DISPUTE_LOST, Account.LOSSES, Account.DISPUTES),
        (EntryKind.PAID_OUT, Account.BANK, Account.CLEARING),
        (EntryKind.OFF_PAYOUT, Account.CLEARING, Account.BANK),
    )
}
# These may move nothing: a refusal, and letting go of what no order owed yet.
NOTES: Final = (EntryKind.FAILED, EntryKind.CANCELLED)
# What shoppers are shown of the ledger; the rest is between the house and its payment services.
SHOWN: Final = (
    EntryKind.AUTHORISED,
    EntryKind.CAPTURED,
    EntryKind.CANCELLED,
    EntryKind.REFUNDED,
    EntryKind.NOT_REFUNDED,
    EntryKind.CREDITED,
    EntryKind.FAILED,
)
# As shoppers know it.
TOLD_AS: Final[Mapping[str, EntryKind]] = {EntryKind.CREDITED: EntryKind.REFUNDED}
# Only the books of a payment service tell these, and nothing else of a payment follows from them.
OF_BOOKS: Final = (
    EntryKind.FEE,
    EntryKind.FEE_RETURNED,
    EntryKind.PAID_OUT,
    EntryKind.OFF_PAYOUT,
)


class InstructionKind(models.TextChoices):
    """What a gateway is asked to do."""

    START = "start", _("Begin")
    CAPTURE = "capture", _("Collect")
    CANCEL = "cancel", _("Let go")
    REFUND = "refund", _("Give back")


class InstructionState(models.TextChoices):
    """Whether the gateway has answered."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


class FactSource(models.TextChoices):
    """How the shop has heard of something."""

    WEBHOOK = "webhook", _("Told by the payment service")
    LOOK = "look", _("Found when looking")
    RECONCILIATION = "reconciliation", _("Found in the books of the payment service")


class FactOutcome(models.TextChoices):
    """What became of something that was told."""

    BOOKED = "booked", _("Booked")
    KNOWN = "known", _("Known already")
    EARLY = "early", _("Waits for what belongs before it")
    UNKNOWN = "unknown", _("Of a payment that nobody knows")
    REFUSED = "refused", _("Does not fit")


class Mismatch(models.TextChoices):
    """Why something that was told of a payment was not booked."""

    UNKNOWN_PAYMENT = "unknown_payment", _("There is no such payment.")
    OTHER_ACCOUNT = "other_account", _("The payment runs through another account.")
    OTHER_REFERENCE = "other_reference", _("The payment service knows the payment by another name.")
    OTHER_CURRENCY = "other_currency", _("The payment is in another currency.")
    OTHER_TOTAL = "other_total", _("The payment as a whole is for another amount.")
    OTHER_AMOUNT = "other_amount", _("The amount does not fit the payment.")
    WRONG_TIME = "wrong_time", _("It is from the future, or from before the payment.")
    EARLY = "early", _("What belongs before it is not known yet.")
    CAME_BACK = "came_back", _("The refund did not arrive and came back.")


class Finding(models.TextChoices):
    """What comparing a payment service's books with the ledger and the orders has shown."""

    MATCHED = "matched", _("Agrees")
    UNBOOKED = "unbooked", _("Not in the ledger")
    DIFFERENT = "different", _("Another amount in the ledger")
    ORPHAN = "orphan", _("Of no payment of this shop")
    MISSING = "missing", _("Not in the books of the payment service")
    WITHOUT_ORDER = "without_order", _("Paid for no order")


class Fault(models.TextChoices):
    """What can be wrong inside the books of the shop."""

    SUMS = "sums", _("The sums of a payment are not those of its entries")
    ACCOUNTS = "accounts", _("The accounts do not come to zero")
    DUES = "dues", _("An order owes another amount than is booked")
    PURSES = "purses", _("A gift card or store credit is not what its entries come to")
    CREDITS = "credits", _("What was given back as store credit is not on it")
