"""What Razorpay takes and refuses."""

from __future__ import annotations

from typing import Any

THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
WHOLE = frozenset({"JPY", "KRW", "VND"})


class Refusal(Exception):
    """What Razorpay answers with."""

    def __init__(self, description: str, reason: str, status: int = 400) -> None:
        super().__init__(description)
        self.status = status
        error = {"code": "BAD_REQUEST_ERROR", "description": description, "reason": reason}
        self.body: dict[str, Any] = {"error": error}


def check_amount(amount: int, currency: str) -> None:
    """Raises Refusal for less than one whole unit, and for a third decimal that is not zero."""
    least = 1 if currency in WHOLE else 1000 if currency in THOUSANDTHS else 100
    if amount < least:
        raise Refusal(
            "Order amount less than minimum amount allowed", "amount_less_than_minimum_amount"
        )
    if currency in THOUSANDTHS and amount % 10:
        raise Refusal("The last decimal has to be zero", "input_validation_failed")


def failed_with(reason: str) -> dict[str, str]:
    """Return the members of a payment that has failed."""
    return {
        "error_code": "BAD_REQUEST_ERROR",
        "error_description": "Your payment did not go through.",
        "error_reason": reason,
    }
