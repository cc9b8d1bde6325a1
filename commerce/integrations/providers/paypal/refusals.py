"""What PayPal's answers mean when they are no success."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer
from commerce.integrations.enums import Decline
from commerce.integrations.errors import (
    PaymentDeclinedError,
    ProviderError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import BROKEN, error_of, read_object

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WRONG_KEYS = _(
    "PayPal does not accept client ID and secret. Was one of them copied in part, renewed, or the app"
    " deleted?"
)
NO_PERMISSION = _(
    "PayPal knows the app, but the account may not do this. PayPal's dashboard says what is missing."
)
TAKEN_TWICE = _(
    "PayPal has taken a payment with this order's number before. See in PayPal whether it was paid"
    " already, or allow several payments per invoice ID there."
)
UNKNOWN = _("PayPal does not know this payment: it is of another account, or has lapsed.")
REFUSED = _("PayPal has refused: %(issue)s")

# PayPal's own words for why a payment is refused.
ISSUES: Mapping[str, Decline] = {
    "INSTRUMENT_DECLINED": Decline.REFUSED,
    "PAYER_CANNOT_PAY": Decline.NOT_SUPPORTED,
    "PAYER_ACCOUNT_RESTRICTED": Decline.NOT_SUPPORTED,
    "PAYER_ACCOUNT_LOCKED_OR_CLOSED": Decline.NOT_SUPPORTED,
    "PAYER_COUNTRY_NOT_SUPPORTED": Decline.NOT_SUPPORTED,
    "PAYMENT_SOURCE_CANNOT_BE_USED": Decline.NOT_SUPPORTED,
    "CARD_EXPIRED": Decline.CARD_EXPIRED,
    "CARD_BRAND_NOT_SUPPORTED": Decline.NOT_SUPPORTED,
    "TRANSACTION_LIMIT_EXCEEDED": Decline.LIMIT_EXCEEDED,
    "TRANSACTION_RECEIVING_LIMIT_EXCEEDED": Decline.AMOUNT_TOO_LARGE,
    "MAX_VALUE_EXCEEDED": Decline.AMOUNT_TOO_LARGE,
    "CANNOT_BE_ZERO_OR_NEGATIVE": Decline.AMOUNT_TOO_SMALL,
    "CURRENCY_NOT_SUPPORTED": Decline.CURRENCY_NOT_TAKEN,
    "CURRENCY_NOT_SUPPORTED_FOR_COUNTRY": Decline.CURRENCY_NOT_TAKEN,
    "CURRENCY_NOT_SUPPORTED_FOR_CARD_TYPE": Decline.CURRENCY_NOT_TAKEN,
    "DECIMALS_NOT_SUPPORTED": Decline.CURRENCY_NOT_TAKEN,
    "INVALID_CURRENCY_CODE": Decline.CURRENCY_NOT_TAKEN,
    "COMPLIANCE_VIOLATION": Decline.REFUSED,
    "TRANSACTION_REFUSED": Decline.REFUSED,
    "TRANSACTION_REFUSED_BY_PAYPAL_RISK": Decline.REFUSED,
    "PAYER_ACTION_REQUIRED": Decline.NOT_AUTHENTICATED,
    "ORDER_EXPIRED": Decline.ABANDONED,
    "INTERNAL_SERVER_ERROR": Decline.TRY_AGAIN,
}
# What the bank behind a card has answered.
PROCESSOR_CODES: Mapping[str, Decline] = {
    "00N7": Decline.WRONG_SECURITY_CODE,
    "1320": Decline.CURRENCY_NOT_TAKEN,
    "1330": Decline.WRONG_NUMBER,
    "1380": Decline.CARD_EXPIRED,
    "1382": Decline.WRONG_SECURITY_CODE,
    "5110": Decline.WRONG_SECURITY_CODE,
    "5120": Decline.INSUFFICIENT_FUNDS,
    "5130": Decline.NOT_AUTHENTICATED,
    "5140": Decline.NOT_SUPPORTED,
    "5170": Decline.WRONG_ADDRESS,
    "5180": Decline.WRONG_NUMBER,
    "5190": Decline.WRONG_ADDRESS,
    "5400": Decline.CARD_EXPIRED,
    "5500": Decline.NOT_AUTHENTICATED,
    "5650": Decline.NOT_AUTHENTICATED,
    "5700": Decline.NOT_SUPPORTED,
    "5710": Decline.LIMIT_EXCEEDED,
    "5910": Decline.TRY_AGAIN,
    "5920": Decline.TRY_AGAIN,
    "5930": Decline.NOT_SUPPORTED,
    "7700": Decline.NOT_AUTHENTICATED,
    "7710": Decline.NOT_AUTHENTICATED,
    "8000": Decline.TRY_AGAIN,
    "9100": Decline.TRY_AGAIN,
    "PPAD": Decline.WRONG_ADDRESS,
    "PPAX": Decline.LIMIT_EXCEEDED,
}
SENTENCES: Mapping[str, str | _StrPromise] = {"DUPLICATE_INVOICE_ID": TAKEN_TWICE}


class IssueError(PaymentDeclinedError):
    """A definite no of PayPal's, which calls its reason `issue`."""

    def __init__(self, issue: str) -> None:
        sentence = SENTENCES.get(issue) or (UNKNOWN if issue == "RESOURCE_NOT_FOUND" else None)
        super().__init__(
            sentence or REFUSED % {"issue": issue}, decline=ISSUES.get(issue, Decline.REFUSED)
        )
        self.issue = issue


def explain(answer: Answer) -> ProviderError:
    """Return what an answer means that is no success."""
    if answer.status in (400, 404, 422):
        return IssueError(read_issue(answer.body))
    if answer.status == 409:  # the same is being worked on at this moment
        return ProviderUnavailableError(BROKEN)
    sentences = {401: WRONG_KEYS, 403: NO_PERMISSION}
    return error_of(answer.status, answer.headers, sentences)


def read_issue(body: bytes) -> str:
    """Return PayPal's name of what is wrong: of words only, whatever the answer holds."""
    found = read_object(body)
    details: Any = found.get("details")
    first = details[0] if isinstance(details, list) and details else {}
    issue = first.get("issue") if isinstance(first, dict) else None
    name = str(issue or found.get("name") or "")
    return name if name.isascii() and name.isidentifier() and len(name) < 80 else "UNKNOWN"


def decline_of(processor_response: object) -> Decline:
    """Return what a bank's answer means for the one who pays."""
    code = processor_response.get("response_code") if isinstance(processor_response, dict) else ""
    return PROCESSOR_CODES.get(str(code), Decline.REFUSED)
