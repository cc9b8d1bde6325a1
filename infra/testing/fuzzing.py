"""How the API is asked what nobody thought of: the contract for it, and what is checked besides."""

from __future__ import annotations

import copy
import json
from typing import Any

import schemathesis

from infra.testing.contract import committed_contract

# Only the storefront's server knows the key that makes these count; the host decides instead.
FRONT_END_HEADERS = ("XChannelHeader", "XChannelKeyHeader")
# Refusals of input that keeps to its schema: what only the shop's own data or another part of the
# same request can tell. Everything else that the API refuses, the contract could have said.
BEYOND_SCHEMAS = frozenset(
    {
        *("unknown_locale", "unknown_currency", "unknown_attribute", "inverted_price_range"),
        *("page_too_deep", "invalid_cursor", "invalid_receipt", "search_too_large"),
        *("empty_saved_search", "choose_a_variant", "quantity_too_large", "country_not_served"),
        *("shipping_method_unavailable", "unknown_payment_method", "invalid_fingerprint"),
        "invalid_parameter page",  # beside a cursor
        "invalid_parameter cursor",  # of another question
        *("unknown_preference", "bad_push_address", "webhook_address_not_allowed"),
        *("half_quiet_hours", "unknown_time_zone", "webhook_event_unknown"),
        *("idempotency_key_reused", "wrong_password", "password_reset_token_invalid"),
        *("email_token_invalid", "postcode_of_another_country", "vat_id_not_taken"),
        *("vat_id_malformed", "vat_id_of_another_country", "vat_id_unknown"),
    }
)
# The same for single members of a body.
BEYOND_MEMBERS = frozenset(
    {
        *("invalid_postcode", "invalid_phone", "password_too_common", "password_too_short"),
        *("password_entirely_numeric", "password_too_similar", "required", "arguments_not_taken"),
        "not_an_integer",  # 2.0, which is a whole number for a schema
    }
)


def document_for_everybody() -> dict[str, Any]:
    """The committed contract without what is said to the storefront's server only."""
    document: dict[str, Any] = copy.deepcopy(dict(committed_contract().document))
    secret = [{"$ref": f"#/components/parameters/{name}"} for name in FRONT_END_HEADERS]
    for item in document["paths"].values():
        for operation in item.values():
            given = operation.get("parameters", [])
            operation["parameters"] = [one for one in given if one not in secret]
    return document


# Whoever does not agree to be counted may say anything: it is not even looked at.
TAKES_ANYTHING = "search_events_create"


@schemathesis.check
def valid_input_is_accepted(_context: Any, response: Any, case: Any) -> None:
    """Input that keeps to the contract is refused only for what no schema can say."""
    is_valid = case.meta is not None and case.meta.generation.mode.is_positive
    if not is_valid or response.status_code not in {400, 422}:
        return
    problem = json.loads(response.content)
    reasons = {problem["code"]} - BEYOND_SCHEMAS
    if problem["code"] == "invalid_parameter":
        reasons = {f"invalid_parameter {problem['parameter']}"} - BEYOND_SCHEMAS
    if problem["code"] == "validation_failed":
        reasons = {
            f"{error['pointer']} {error['code']}"
            for error in problem["errors"]
            if error["code"] not in BEYOND_MEMBERS
        }
    if reasons:
        message = f"valid input is refused: {sorted(reasons)}"
        raise AssertionError(message)
