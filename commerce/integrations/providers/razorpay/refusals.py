"""What Razorpay's answers mean when they are no success, and why a payment has failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer
from commerce.integrations.enums import Decline
from commerce.integrations.errors import (
    PaymentDeclinedError,
    ProviderError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import BROKEN, error_of, read_object

WRONG_KEYS = _(
    "Razorpay does not accept key ID and secret. Was one of them copied in part, or the key renewed?"
)
REFUSED = _("Razorpay has refused: %(reason)s")

# Razorpay's own words for why a payment has failed.
REASONS: Mapping[str, Decline] = {
    "insufficient_funds": Decline.INSUFFICIENT_FUNDS,
    "insufficient_balance": Decline.INSUFFICIENT_FUNDS,
    "card_expired": Decline.CARD_EXPIRED,
    "incorrect_card_expiry_date": Decline.CARD_EXPIRED,
    "incorrect_card_details": Decline.WRONG_NUMBER,
    "incorrect_card_number": Decline.WRONG_NUMBER,
    "card_number_invalid": Decline.WRONG_NUMBER,
    "invalid_vpa": Decline.WRONG_NUMBER,
    "incorrect_cvv": Decline.WRONG_SECURITY_CODE,
    "address_verification_failed": Decline.WRONG_ADDRESS,
    "authentication_failed": Decline.NOT_AUTHENTICATED,
    "incorrect_otp": Decline.NOT_AUTHENTICATED,
    "incorrect_pin": Decline.NOT_AUTHENTICATED,
    "incorrect_atm_pin": Decline.NOT_AUTHENTICATED,
    "otp_expired": Decline.NOT_AUTHENTICATED,
    "otp_attempts_exceeded": Decline.NOT_AUTHENTICATED,
    "pin_attempts_exceeded": Decline.NOT_AUTHENTICATED,
    "transaction_limit_exceeded": Decline.LIMIT_EXCEEDED,
    "transaction_daily_limit_exceeded": Decline.LIMIT_EXCEEDED,
    "transaction_frequency_limit_exceeded": Decline.LIMIT_EXCEEDED,
    "credit_limit_exceeded": Decline.LIMIT_EXCEEDED,
    "card_not_enrolled": Decline.NOT_SUPPORTED,
    "card_type_invalid": Decline.NOT_SUPPORTED,
    "card_network_not_supported": Decline.NOT_SUPPORTED,
    "card_disabled_for_online_payments": Decline.NOT_SUPPORTED,
    "international_transaction_not_allowed": Decline.NOT_SUPPORTED,
    "international_card_not_allowed": Decline.NOT_SUPPORTED,
    "bank_account_invalid": Decline.NOT_SUPPORTED,
    "currency_not_supported": Decline.CURRENCY_NOT_TAKEN,
    "amount_less_than_minimum_amount": Decline.AMOUNT_TOO_SMALL,
    "amount_exceeds_maximum_amount": Decline.AMOUNT_TOO_LARGE,
    "payment_cancelled": Decline.ABANDONED,
    "payment_timed_out": Decline.ABANDONED,
    "payment_session_expired": Decline.ABANDONED,
    "payment_collect_request_expired": Decline.ABANDONED,
    "bank_technical_error": Decline.TRY_AGAIN,
    "issuer_technical_error": Decline.TRY_AGAIN,
    "gateway_technical_error": Decline.TRY_AGAIN,
    "bank_not_available": Decline.TRY_AGAIN,
    "server_error": Decline.TRY_AGAIN,
    "payment_pending": Decline.TRY_AGAIN,
}


class ReasonError(PaymentDeclinedError):
    """A definite no of Razorpay's."""

    def __init__(self, reason: str, description: str) -> None:
        decline = REASONS.get(reason, Decline.REFUSED)
        super().__init__(REFUSED % {"reason": reason}, decline=decline)
        self.reason = reason
        self.description = description


def explain(answer: Answer) -> ProviderError:
    """Return what an answer means that is no success."""
    if answer.status in (400, 404, 422):
        error = read_object(answer.body).get("error")
        found: dict[str, Any] = error if isinstance(error, dict) else {}
        reason = next((found[n] for n in ("reason", "code") if is_word(found.get(n))), "unknown")
        return ReasonError(reason, str(found.get("description", "")))
    if answer.status == 409:  # the same is being worked on at this moment
        return ProviderUnavailableError(BROKEN)
    return error_of(answer.status, answer.headers, {401: WRONG_KEYS})


def is_word(found: object) -> bool:
    """Whether it is a name of Razorpay's for something, and no text that anybody may have written."""
    is_name = isinstance(found, str) and found.isascii() and found.isidentifier()
    return is_name and found != "NA" and len(str(found)) < 80


def decline_of(reason: object) -> Decline:
    return REASONS.get(str(reason), Decline.REFUSED)
