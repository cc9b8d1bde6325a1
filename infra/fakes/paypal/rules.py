"""What PayPal takes and refuses, and how it shows what it knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

WHOLE: Final = frozenset({"HUF", "JPY", "TWD"})
CURRENCIES: Final = frozenset({*WHOLE, "EUR", "USD", "GBP", "CHF", "SEK", "PLN"})
CHOICES: Final = {
    "approve": "Pay now",
    "cancel": "Cancel and return to the shop",
    "decline": "Pay with a card that is declined",
    "pending": "Pay, and let PayPal review it",
}
FEE: Final = Decimal("0.03")
# How long a bank's own answers are; all others are issues of PayPal's.
CODE: Final = 4


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


def shares_of(amount: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return what of a payment PayPal keeps."""
    fee = (Decimal(amount["value"]) * FEE).quantize(Decimal("0.01"))
    kept = {"currency_code": amount["currency_code"], "value": f"{fee}"}
    return {"gross_amount": amount, "paypal_fee": kept}


def is_issue(refusal: str) -> bool:
    """Whether PayPal refuses by itself, and not the bank behind a card."""
    return len(refusal) > CODE
