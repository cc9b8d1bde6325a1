"""What Stripe's words for a "no" mean to the one who pays.

The codes of decline come from the bank, the codes of error from Stripe itself; one table for both.
What would tell a thief that a card is known as stolen is told as a plain refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from commerce.integrations.enums import Decline

_CODES: Final[dict[Decline, str]] = {
    Decline.INSUFFICIENT_FUNDS: """
        insufficient_funds withdrawal_count_limit_exceeded balance_insufficient""",
    Decline.CARD_EXPIRED: """
        expired_card invalid_expiry_month invalid_expiry_year expired_payment_method
        new_account_information_available invalid_expiry_month_past invalid_expiry_year_past""",
    Decline.WRONG_NUMBER: """
        incorrect_number invalid_number invalid_account account_number_invalid
        bank_account_bad_routing_numbers routing_number_invalid clearing_code_unsupported
        live_mode_test_card test_mode_live_card testmode_decline""",
    Decline.WRONG_SECURITY_CODE: """
        incorrect_cvc invalid_cvc incorrect_pin invalid_pin""",
    Decline.WRONG_ADDRESS: """
        incorrect_zip incorrect_address incorrect_postal_code postal_code_invalid
        payment_method_billing_details_address_missing shipping_address_invalid""",
    Decline.NOT_AUTHENTICATED: """
        authentication_required authentication_not_handled approve_with_id
        mobile_device_authentication_required offline_pin_required online_or_offline_pin_required
        payment_intent_authentication_failure setup_intent_authentication_failure
        authentication_failure payment_intent_action_required
        three_d_secure_authentication_not_supported three_d_secure_authentication_upstream_error""",
    Decline.LIMIT_EXCEEDED: """
        card_velocity_exceeded pin_try_exceeded card_decline_rate_limit_exceeded
        charge_exceeds_source_limit charge_exceeds_transaction_limit
        charge_exceeds_weekly_limit payment_intent_rate_limit_exceeded""",
    Decline.NOT_SUPPORTED: """
        card_not_supported invalid_card_type not_permitted service_not_allowed restricted_card
        transaction_not_allowed merchant_blacklist bank_account_restricted bank_account_unusable
        bank_account_unverified account_closed no_account sepa_unsupported_account
        payment_method_not_available payment_method_restricted payment_method_unactivated
        payment_method_unexpected_state payment_method_unsupported_type invalid_source_usage
        payment_intent_incompatible_payment_method payment_method_bank_account_blocked
        debit_not_authorized payment_intent_mandate_invalid setup_intent_mandate_invalid
        india_recurring_payment_mandate_canceled token_card_network_invalid
        setup_intent_mobile_wallet_unsupported country_unsupported state_unsupported
        token_already_used token_in_use capability_not_active""",
    Decline.CURRENCY_NOT_TAKEN: """
        currency_not_supported payment_method_currency_mismatch""",
    Decline.AMOUNT_TOO_SMALL: "amount_too_small",
    Decline.AMOUNT_TOO_LARGE: "amount_too_large invalid_amount",
    Decline.ABANDONED: """
        payment_intent_payment_attempt_expired setup_intent_setup_attempt_expired
        payment_method_customer_decline requested_by_customer abandoned
        capture_charge_authorization_expired charge_expired_for_capture""",
    Decline.TRY_AGAIN: """
        issuer_not_available processing_error reenter_transaction try_again_later no_action_taken
        duplicate_transaction payment_method_provider_timeout lock_timeout rate_limit
        payment_method_microdeposit_processing_error payment_intent_payment_attempt_failed
        setup_attempt_failed""",
    Decline.REFUSED: """
        call_issuer card_declined do_not_honor do_not_try_again fraudulent generic_decline
        lost_card pickup_card revocation_of_all_authorizations revocation_of_authorization
        security_violation stolen_card stop_payment_order refer_to_customer action_blocked
        request_blocked bank_account_declined payment_method_provider_decline highest_risk_level
        elevated_risk_level rule approval_required""",
}
TABLE: Final[Mapping[str, Decline]] = {
    code: decline for decline, codes in _CODES.items() for code in codes.split()
}


def decline_of(error: Mapping[str, Any]) -> Decline:
    """Return what an error of Stripe, also the last one of a payment, means to the customer."""
    for name in ("decline_code", "code"):
        found = TABLE.get(str(error.get(name) or ""))
        if found is not None:
            return found
    return Decline.REFUSED


def reason_of(error: Mapping[str, Any]) -> str:
    """Return Stripe's own word for it, for staff."""
    return str(error.get("decline_code") or error.get("code") or error.get("type") or "")
