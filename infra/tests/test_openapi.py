"""The committed contract is what the code answers; the storefront's types are made from it."""

import json
import re
from pathlib import Path

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from commerce.core.api import kinds
from commerce.core.api.refusals import Refusal
from commerce.core.errors import DomainError
from infra.testing.contract import Contract

CONTRACT = Path(__file__).parents[1] / "openapi" / "v1.json"
METHODS = {"get", "post", "put", "patch", "delete"}
# Shapes of answers that will never grow, so that a missing member cannot hide.
CLOSED = {"Money", "FieldError"}


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(schema):
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield f"{method.upper()} {path}", operation


def bodies(operation):
    """What is sent and what is answered: place and media type object."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        yield "request", content
    for status, response in operation["responses"].items():
        for media_type, content in response.get("content", {}).items():
            yield "problem" if "problem" in media_type else status, content


def examples(content):
    found = [one["value"] for one in content.get("examples", {}).values()]
    return [*found, content["example"]] if "example" in content else found


def test_the_committed_contract_is_current(schema):
    committed = json.loads(CONTRACT.read_text())

    assert json.loads(json.dumps(schema, default=str)) == committed, "run `make openapi`"


def test_it_is_valid_openapi(schema):
    validate_schema(schema)


def test_every_operation_is_described_and_has_a_known_tag(schema):
    tags = {tag["name"] for tag in schema["tags"]}
    lacking = {
        name
        for name, operation in operations(schema)
        if not (operation.get("summary") and operation.get("description"))
        or not tags.issuperset(operation["tags"])
    }

    assert lacking == set()


def test_every_operation_names_the_statuses_it_may_answer(schema):
    """Exactly those that it declares: `default` would allow any."""
    for name, operation in operations(schema):
        statuses = set(operation["responses"])
        assert "default" not in statuses, name
        assert {"400", "500", "503"} <= statuses, name


def test_every_code_is_one_that_the_code_knows(schema):
    known = {error.code for error in subclasses(DomainError)} | {
        refusal.code for refusal in vars(kinds).values() if isinstance(refusal, Refusal)
    }
    named = {
        code
        for _name, operation in operations(schema)
        for response in operation["responses"].values()
        for code in codes(Contract(schema).resolved(response))
    }

    assert named - known == set()
    assert {"cart_expired", "insufficient_stock", "page_not_found", "throttled"} <= named


def subclasses(error):
    for inner in error.__subclasses__():
        yield inner
        yield from subclasses(inner)


def codes(response):
    content = response.get("content", {}).get("application/problem+json")
    return content["schema"]["allOf"][1]["properties"]["code"]["enum"] if content else []


def test_every_body_has_an_example(schema):
    lacking = {
        name
        for name, operation in operations(schema)
        for place, content in bodies(operation)
        if not examples(content) and place != "problem"
    }

    assert lacking == set()


def test_every_example_keeps_to_its_schema(schema):
    contract = Contract(schema)
    seen, faults = 0, []
    for name, operation in operations(schema):
        for place, content in bodies(operation):
            for example in examples(content):
                seen += 1
                found = contract.schema_faults(example, content["schema"])
                faults += [f"{name} {place}: {fault}" for fault in found]

    assert faults == []
    assert seen >= 49


def test_every_parameter_is_described_and_has_an_example_that_keeps_to_its_schema(schema):
    contract = Contract(schema)
    for name, operation in operations(schema):
        for parameter in map(contract.resolved, operation.get("parameters", ())):
            assert examples(parameter), f"{name} {parameter['name']}"
            for example in examples(parameter):
                faults = list(contract.schema_faults(example, parameter["schema"]))
                assert faults == [], f"{name} {parameter['name']}"
            assert parameter["description"], f"{name} {parameter['name']}"


def test_inputs_are_closed_and_answers_are_open(schema):
    """What is sent is taken at its word; what is answered may grow."""
    for name, component in schema["components"]["schemas"].items():
        if component.get("type") == "object" and "properties" in component:
            is_closed = component.get("additionalProperties") is False
            assert is_closed == (name.endswith("Request") or name in CLOSED), name


def test_docstrings_of_base_classes_do_not_leak(schema):
    told = [
        component.get("description", "") for component in schema["components"]["schemas"].values()
    ]
    descriptions = [text for text in told if text]

    assert len(descriptions) == len(set(descriptions))


def test_languages_currencies_and_ids_have_a_form(schema):
    """No member that is one of these is any text."""
    free = {
        f"{name}.{member}"
        for name, component in schema["components"]["schemas"].items()
        for member, property_ in component.get("properties", {}).items()
        if re.fullmatch(r"(default_)?(locale|currency)|(\w+_)?id", member)
        and property_.get("type") in ("string", ["string", "null"])
        and not property_.keys() & {"pattern", "format", "enum", "const"}
    }

    assert free == set()


def test_each_kind_of_block_has_its_own_type(schema):
    schemas = schema["components"]["schemas"]
    for value, reference in schemas["Block"]["discriminator"]["mapping"].items():
        block = schemas[reference.rpartition("/")[2]]
        assert block["properties"]["type"] == {"type": "string", "const": value}
