"""What the OpenAPI document says about every operation without being told."""

from __future__ import annotations

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings


@pytest.fixture(scope="module")
def schema() -> dict:
    with patched_settings({"PREPROCESSING_HOOKS": []}):
        return SchemaGenerator(urlconf="commerce.core.tests.urls").get_schema(public=True)


def parameters(operation: dict) -> dict[str, dict]:
    return {parameter["name"]: parameter for parameter in operation.get("parameters", [])}


def test_every_operation_may_answer_with_a_problem(schema):
    operations = [one for path in schema["paths"].values() for one in path.values()]

    assert len(operations) >= 6
    for operation in operations:
        answer = operation["responses"]["default"]["content"]["application/problem+json"]
        assert answer == {"schema": {"$ref": "#/components/schemas/Problem"}}
    assert "pointer" in str(schema["components"]["schemas"]["Problem"])


def test_storefront_views_take_locale_and_currency(schema):
    assert {"locale", "currency"} <= parameters(schema["paths"]["/api/localised/"]["get"]).keys()
    assert "locale" not in parameters(schema["paths"]["/api/limited/"]["get"])


@pytest.mark.parametrize(("path", "is_required"), [("groups", False), ("payments", True)])
def test_idempotent_views_take_a_key(schema, path, is_required):
    key = parameters(schema["paths"][f"/api/{path}/"]["post"])["Idempotency-Key"]

    assert (key["in"], key.get("required", False)) == ("header", is_required)
    assert "Idempotency-Key" not in parameters(schema["paths"]["/api/orders/"]["post"])
