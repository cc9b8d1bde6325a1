"""The card numbers that everybody tests with, and what each of them does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Card:
    """What a bank does with a card. `asks` is when it wants to know who pays: never, always, or
    unless it was asked when the card was saved.
    """

    brand: str = "visa"
    decline: str = ""
    code: str = "card_declined"
    asks: str = "never"
    risk: str = "normal"
    dispute: str = ""
    refund: str = "succeeded"
    bad_number: bool = field(default=False)


CARDS: Final[dict[str, Card]] = {
    "4242424242424242": Card(),
    "4000056655665556": Card(),
    "5555555555554444": Card(brand="mastercard"),
    "378282246310005": Card(brand="amex"),
    "6011111111111117": Card(brand="discover"),
    "3566002020360505": Card(brand="jcb"),
    "4000002500003155": Card(asks="unless saved"),
    "4000002760003184": Card(asks="always"),
    "4000000000003220": Card(asks="always"),
    "4000000000003063": Card(asks="always"),
    "4000008400001629": Card(asks="always", decline="generic_decline"),
    "4000000000000002": Card(decline="generic_decline"),
    "4000000000009995": Card(decline="insufficient_funds"),
    "4000000000009987": Card(decline="lost_card"),
    "4000000000009979": Card(decline="stolen_card"),
    "4000000000000069": Card(decline="expired_card", code="expired_card"),
    "4000000000000127": Card(decline="incorrect_cvc", code="incorrect_cvc"),
    "4000000000000119": Card(decline="processing_error", code="processing_error"),
    "4000000000006975": Card(decline="card_velocity_exceeded"),
    "4000000000000341": Card(decline="generic_decline"),
    "4000000000000101": Card(decline="incorrect_cvc", code="incorrect_cvc"),
    "4100000000000019": Card(decline="fraudulent", risk="highest"),
    "4000000000004954": Card(decline="fraudulent", risk="highest"),
    "4000000000009235": Card(risk="elevated"),
    "4000000000000259": Card(dispute="fraudulent"),
    "4000000000002685": Card(dispute="product_not_received"),
    "4000000000001976": Card(dispute="inquiry"),
    "4000000000007726": Card(refund="pending"),
    "4000000000005126": Card(refund="failed"),
    "4242424242424241": Card(code="incorrect_number", bad_number=True),
}
# Cards by the names that programs use.
TOKENS: Final = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_threeDSecure2Required": "4000000000003220",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds": "4000008400001629",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_visa_chargeDeclinedStolenCard": "4000000000009979",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
    "pm_card_visa_chargeDeclinedVelocityLimitExceeded": "4000000000006975",
    "pm_card_radarBlock": "4100000000000019",
    "pm_card_riskLevelElevated": "4000000000009235",
    "pm_card_createDispute": "4000000000000259",
    "pm_card_createDisputeProductNotReceived": "4000000000002685",
    "pm_card_createDisputeInquiry": "4000000000001976",
    "pm_card_refundFail": "4000000000005126",
    "pm_card_pendingRefund": "4000000000007726",
}
MESSAGES: Final = {
    "card_declined": "Your card was declined.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "incorrect_number": "Your card number is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
    "insufficient_funds": "Your card has insufficient funds.",
    "authentication_required": "Your card was declined. This transaction requires authentication.",
}


def read_card(number: str) -> Card:
    """Return what the card with that number does; one that nobody knows is refused as mistyped."""
    digits = "".join(filter(str.isdigit, number))
    return CARDS.get(digits, Card(code="incorrect_number", bad_number=True))


def describe(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a payment method that may be known of a card."""
    number = "".join(filter(str.isdigit, str(fields.get("number", ""))))
    return {
        "brand": read_card(number).brand,
        "last4": number[-4:],
        "exp_month": int(fields.get("exp_month") or 12),
        "exp_year": int(fields.get("exp_year") or 2034),
        "country": "US",
        "funding": "credit",
        "fingerprint": f"fp{number[-6:]}",
        "wallet": None,
    }


def refusal(code: str, decline: str = "", message: str = "") -> dict[str, Any]:
    """Return an error of a card as Stripe writes it."""
    told = message or MESSAGES.get(decline) or MESSAGES.get(code, MESSAGES["card_declined"])
    error = {"type": "card_error", "code": code, "message": told}
    return {**error, "decline_code": decline} if decline else error
