"""Which currencies PayPal takes, and how it writes amounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED

CURRENCIES = frozenset(
    {
        *("AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS"),
        *("JPY", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD"),
    }
)
# Forints and New Taiwan dollars have hundredths everywhere but here.
WHOLE = frozenset({"HUF", "JPY", "TWD"})
# Seven digits before the point are the most that its amounts have.
MOST = Decimal("9999999.99")


def refusal_of(amount: Money) -> Decline | None:
    """Say why PayPal would not take the amount."""
    if amount.currency not in CURRENCIES:
        return Decline.CURRENCY_NOT_TAKEN
    if amount.amount < least(amount.currency):
        return Decline.AMOUNT_TOO_SMALL
    if amount.amount > MOST:
        return Decline.AMOUNT_TOO_LARGE
    if amount.amount % least(amount.currency):
        return Decline.CURRENCY_NOT_TAKEN
    return None


def least(currency: str) -> Decimal:
    """Return the smallest amount, of which all others are multiples."""
    return Decimal(1) if currency in WHOLE else Decimal("0.01")


def write_amount(amount: Money) -> dict[str, str]:
    """Return the amount as PayPal reads it."""
    digits = amount.amount.quantize(least(amount.currency))
    return {"currency_code": amount.currency, "value": f"{digits:f}"}


def read_amount(written: Mapping[str, Any] | None) -> Money:
    """Return an amount of PayPal's. Raises ProviderUnavailableError for one that is none."""
    try:
        return Money(Decimal(str((written or {})["value"])), str((written or {})["currency_code"]))
    except (KeyError, TypeError, ValueError, InvalidOperation):
        raise ProviderUnavailableError(GARBLED) from None
