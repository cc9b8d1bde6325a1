"""What the OpenAPI document says about every operation without being told."""

from __future__ import annotations

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings


@pytest.fixture(scope="module")
def schema() -> dict:
    with patched_settings({"PREPROCESSING_HOOKS": [], "POSTPROCESSING_HOOKS": []}):
        return SchemaGenerator(urlconf="commerce.core.tests.urls").get_schema(public=True)


def parameters(operation: dict) -> dict[str, dict]:
    return {parameter["name"]: parameter for parameter in operation.get("parameters", [])}


def codes(schema: dict, operation: dict) -> dict[str, list[str]]:
    """The codes that an operation names, by status."""
    found = {}
    for status, response in operation["responses"].items():
        if "$ref" in response:
            response = schema["components"]["responses"][response["$ref"].rpartition("/")[2]]
        content = response.get("content", {})
        if "application/problem+json" in content:
            _problem, told = content["application/problem+json"]["schema"]["allOf"]
            assert told["properties"]["status"] == {"const": int(status)}
            found[status] = told["properties"]["code"]["enum"]
    return found


def test_every_operation_names_what_its_kind_refuses(schema):
    assert codes(schema, schema["paths"]["/api/limited/"]["get"]) == {
        "400": ["bad_request", "nul_character"],
        "401": ["session_ended", "token_for_other_tenant", "token_not_valid", "user_inactive"],
        "406": ["not_acceptable"],
        "429": ["throttled"],
        "500": ["server_error"],
        "503": ["temporarily_unavailable"],
    }
    payments = codes(schema, schema["paths"]["/api/payments/"]["post"])
    assert payments["400"] == [
        *("bad_request", "idempotency_key_invalid", "idempotency_key_required", "malformed_json"),
        *("nul_character", "repeated_parameter", "unknown_currency", "unknown_locale"),
        *("unknown_parameter", "untrusted_channel_header", "validation_failed"),
    ]
    assert payments["404"] == ["unknown_channel"]
    assert payments["409"] == ["idempotency_in_flight"]
    assert payments["422"] == ["idempotency_key_reused"]
    assert (payments["413"], payments["415"]) == (["body_too_large"], ["unsupported_media_type"])


def test_an_operation_names_what_its_view_says_it_refuses(schema):
    failing = schema["paths"]["/api/failing/{kind}/"]["get"]

    assert codes(schema, failing)["422"] == ["sold_out"]
    assert failing["responses"]["422"]["description"] == "- `sold_out`: Only {available} left."


def test_the_docstrings_of_views_stay_at_home(schema):
    assert "Raises what the path names" not in str(schema)


def test_conditional_views_have_a_version_and_say_when_it_still_holds(schema):
    versioned = schema["paths"]["/api/versioned/"]["get"]

    assert "If-None-Match" in parameters(versioned)
    assert "ETag" in versioned["responses"]["200"]["headers"]
    assert "content" not in versioned["responses"]["304"]
    assert "304" not in schema["paths"]["/api/localised/"]["get"]["responses"]


def test_storefront_views_take_locale_currency_and_channel(schema):
    wanted = {"locale", "currency", "X-Channel", "X-Channel-Key"}
    assert wanted <= parameters(schema["paths"]["/api/localised/"]["get"]).keys()
    assert "locale" not in parameters(schema["paths"]["/api/limited/"]["get"])


@pytest.mark.parametrize(("path", "is_required"), [("groups", False), ("payments", True)])
def test_idempotent_views_take_a_key(schema, path, is_required):
    key = parameters(schema["paths"][f"/api/{path}/"]["post"])["Idempotency-Key"]

    assert (key["in"], key.get("required", False)) == ("header", is_required)
    assert "Idempotency-Key" not in parameters(schema["paths"]["/api/orders/"]["post"])
