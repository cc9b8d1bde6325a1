"""What Stripe's codes mean, how it writes amounts, and how a customer knows a card."""

from decimal import Decimal

import pytest

from commerce.core.money import Money, minor_units
from commerce.integrations.enums import Decline
from commerce.integrations.providers.stripe import amounts, declines
from commerce.integrations.providers.stripe.happenings import label_of

from .conftest import money

# As Stripe's documentation lists what a bank may say.
OF_BANKS = """
    authentication_required approve_with_id call_issuer card_not_supported card_velocity_exceeded
    currency_not_supported do_not_honor do_not_try_again duplicate_transaction expired_card
    fraudulent generic_decline incorrect_address incorrect_number incorrect_cvc incorrect_pin
    incorrect_zip insufficient_funds invalid_account invalid_amount invalid_cvc
    invalid_expiry_month invalid_expiry_year invalid_number invalid_pin issuer_not_available
    lost_card merchant_blacklist mobile_device_authentication_required
    new_account_information_available no_action_taken not_permitted offline_pin_required
    online_or_offline_pin_required pickup_card pin_try_exceeded processing_error
    reenter_transaction restricted_card revocation_of_all_authorizations
    revocation_of_authorization security_violation service_not_allowed stolen_card
    stop_payment_order testmode_decline transaction_not_allowed try_again_later
    withdrawal_count_limit_exceeded
"""


def test_each_word_of_a_bank_has_a_sentence():
    assert set(OF_BANKS.split()) <= set(declines.TABLE)


def test_a_code_stands_in_one_place():
    codes = [code for codes in declines._CODES.values() for code in codes.split()]
    assert len(codes) == len(set(codes)) == len(declines.TABLE)


@pytest.mark.parametrize(
    ("error", "decline"),
    [
        ({"code": "card_declined", "decline_code": "insufficient_funds"}, "insufficient_funds"),
        ({"code": "card_declined", "decline_code": "never_heard_of"}, "refused"),
        ({"code": "card_declined"}, "refused"),
        ({"code": "expired_card"}, "card_expired"),
        ({"code": "payment_intent_authentication_failure"}, "not_authenticated"),
        ({"code": "amount_too_small"}, "amount_too_small"),
        ({}, "refused"),
        ({"decline_code": None, "code": None}, "refused"),
    ],
)
def test_the_banks_word_comes_before_stripes(error, decline):
    assert declines.decline_of(error) == decline


@pytest.mark.parametrize("code", ["lost_card", "stolen_card", "pickup_card", "fraudulent"])
def test_a_thief_learns_nothing(code):
    assert declines.TABLE[code] == Decline.REFUSED


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("12.34", "EUR", 1234),
        ("500", "JPY", 500),
        ("5", "ISK", 500),
        ("5", "UGX", 500),
        ("1.230", "KWD", 1230),
        ("7", "MGA", 7),
    ],
)
def test_amounts_are_written_in_stripes_units_and_read_again(amount, currency, units):
    assert amounts.to_units(money(amount, currency)) == units
    assert amounts.to_money(units, currency.lower()) == money(amount, currency)


@pytest.mark.parametrize("currency", sorted(amounts.CURRENCIES))
def test_every_amount_that_is_taken_is_written_exactly(currency):
    smallest = Decimal(1).scaleb(-minor_units(currency))
    for count in (1, 10, 12345, 99999):
        amount = Money(count * smallest + 1000, currency)
        if amounts.refusal_of(amount) is None:
            assert amounts.to_money(amounts.to_units(amount), currency) == amount


@pytest.mark.parametrize(
    ("amount", "currency", "decline"),
    [
        ("0.50", "EUR", None),
        ("0.49", "EUR", "amount_too_small"),
        ("0.30", "GBP", None),
        ("0.29", "GBP", "amount_too_small"),
        ("49", "JPY", "amount_too_small"),
        ("174.99", "HUF", "amount_too_small"),
        ("0", "ALL", "amount_too_small"),
        ("0.01", "ALL", None),
        ("999999.99", "USD", None),
        ("1000000.00", "USD", "amount_too_large"),
        ("99999999.00", "IDR", None),
        ("10.00", "IRR", "currency_not_taken"),
        ("1.234", "KWD", "currency_not_taken"),
        ("1.230", "KWD", None),
        ("12.50", "MGA", "currency_not_taken"),
        ("1.005", "EUR", "currency_not_taken"),
    ],
)
def test_what_cannot_be_paid_is_said_before_it_is_tried(amount, currency, decline):
    assert amounts.refusal_of(money(amount, currency)) == decline


@pytest.mark.parametrize(
    ("details", "label"),
    [
        ({"type": "card", "card": {"brand": "visa", "last4": "4242"}}, "Visa •••• 4242"),
        (
            {"type": "card", "card": {"brand": "amex", "last4": "0005"}},
            "American Express •••• 0005",
        ),
        (
            {
                "type": "card",
                "card": {"brand": "mastercard", "last4": "4444", "wallet": {"type": "apple_pay"}},
            },
            "Mastercard •••• 4444 (Apple Pay)",
        ),
        ({"type": "sepa_debit", "sepa_debit": {"last4": "3000"}}, "SEPA •••• 3000"),
        ({"type": "ideal", "ideal": {"bank": "ing"}}, "Ing"),
        ({"type": "link", "link": {}}, "Link"),
        ({"type": "klarna", "klarna": {}}, "Klarna"),
        ({}, ""),
    ],
)
def test_customers_know_what_they_paid_with(details, label):
    assert label_of(details) == label
