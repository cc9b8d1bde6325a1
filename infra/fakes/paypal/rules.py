"""What PayPal takes and refuses, and how it shows what it knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

WHOLE: Final = frozenset({"HUF", "JPY", "TWD"})
CURRENCIES: Final = frozenset({*WHOLE, "EUR", "USD", "GBP", "CHF", "SEK", "PLN"})


class Refusal(Exception):
    """The issue that PayPal answers with."""

    def __init__(self, issue: str, status: int = 422) -> None:
        super().__init__(issue)
        self.issue = issue
        self.status = status


def public(found: Any) -> Any:
    """Return it without what is the service's own."""
    if isinstance(found, dict):
        return {name: public(each) for name, each in found.items() if not name.startswith("_")}
    return [public(each) for each in found] if isinstance(found, list) else found


def check_amount(amount: dict[str, str]) -> None:
    value, currency = Decimal(amount["value"]), amount["currency_code"]
    if currency not in CURRENCIES:
        raise Refusal("CURRENCY_NOT_SUPPORTED")
    if value <= 0:
        raise Refusal("CANNOT_BE_ZERO_OR_NEGATIVE")
    if currency in WHOLE and "." in amount["value"]:
        raise Refusal("DECIMALS_NOT_SUPPORTED")


def with_query(url: str, **query: str) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(query)}"
