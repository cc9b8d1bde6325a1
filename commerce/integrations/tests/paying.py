"""What is told of a payment, and how a test reads what has happened to it."""

from __future__ import annotations

from decimal import Decimal

from commerce.core.money import Money
from commerce.integrations.shapes import SessionFacts


def money(amount="40.00", currency="EUR") -> Money:
    return Money(Decimal(amount), currency)


def facts(amount="40.00", currency="EUR", **changes) -> SessionFacts:
    usual = {
        "session": "pay_01JD40AAAABBBBCCCCDDDDEEEE",
        "order_number": "100001",
        "channel_id": 1,
        "amount": money(amount, currency),
        "locale": "de",
        "return_url": "https://shop.example/de/checkout/return/com_1",
        "reference": "",
        "email": "anna@customers.example",
    }
    return SessionFacts(**{**usual, **changes})


def told(happenings) -> list[tuple[str, str]]:
    """Return kinds and amounts, in order."""
    return [(each.kind.value, str(each.amount)) for each in happenings]
