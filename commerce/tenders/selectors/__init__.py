"""Reads of the ways to pay that ask nobody outside."""

from .purses import (
    credits_given,
    find_purses,
    find_store_credit,
    get_gift_card,
    get_gift_cards,
    get_purse,
    held_for,
    list_faults,
    lock_issues,
    lock_purse,
    taken_for,
    worth_of,
)
from .splitting import split_tenders
from .terms import (
    conditions_of,
    invoice_terms_of,
    list_invoice_customers,
    lock_terms,
    takes_with_payment,
    ways_of,
)

__all__ = [
    "conditions_of",
    "credits_given",
    "find_purses",
    "find_store_credit",
    "get_gift_card",
    "get_gift_cards",
    "get_purse",
    "held_for",
    "invoice_terms_of",
    "list_faults",
    "list_invoice_customers",
    "lock_issues",
    "lock_purse",
    "lock_terms",
    "split_tenders",
    "taken_for",
    "takes_with_payment",
    "ways_of",
    "worth_of",
]
