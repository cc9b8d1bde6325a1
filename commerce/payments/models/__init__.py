"""Payments of orders: the talk with a gateway, what it was asked for, what happened, what did not fit."""

from .books import LedgerCheck, ProviderMovement, Reconciliation
from .customers import ProviderCustomer
from .facts import SuspiciousFact, WebhookMessage
from .ledger import AccountField, AlreadyWrittenError, LedgerEntry
from .sessions import Instruction, PaymentSession

__all__ = [
    "AccountField",
    "AlreadyWrittenError",
    "Instruction",
    "LedgerCheck",
    "LedgerEntry",
    "PaymentSession",
    "ProviderCustomer",
    "ProviderMovement",
    "Reconciliation",
    "SuspiciousFact",
    "WebhookMessage",
]
