"""The committed contract is what the code answers; the storefront's types are made from it."""

import json
from pathlib import Path

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

CONTRACT = Path(__file__).parents[1] / "openapi" / "v1.json"
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(schema):
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield f"{method.upper()} {path}", operation


def test_the_committed_contract_is_current(schema):
    committed = json.loads(CONTRACT.read_text())

    assert json.loads(json.dumps(schema, default=str)) == committed, "run `make openapi`"


def test_it_is_valid_openapi(schema):
    validate_schema(schema)


def test_every_operation_is_described_and_names_its_problems(schema):
    lacking = {
        name
        for name, operation in operations(schema)
        if not (operation.get("summary") or operation.get("description"))
        or not any(code.startswith(("4", "default")) for code in operation["responses"])
    }

    assert lacking == set()


def test_every_body_has_an_example(schema):
    lacking = {
        name
        for name, operation in operations(schema)
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if "examples" not in content and "example" not in content
    }

    assert lacking == set()
