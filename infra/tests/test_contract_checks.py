"""The tests' client finds what the contract does not say."""

import pytest
from django.http import HttpResponse, JsonResponse

from infra.testing.answers import BrokenContractError, check_answer
from infra.testing.contract import Contract

HEADER = {"schema": {"type": "integer", "minimum": 0}, "required": True}
LAMP = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "shade": {"$ref": "#/components/schemas/Shade"}},
}
SHADE = {"type": "object", "properties": {"colour": {"type": ["string", "null"]}}}
HIT = {"allOf": [{"$ref": "#/components/schemas/Lamp"}, {"properties": {"score": {}}}]}


@pytest.fixture
def contract():
    def answer(name):
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {
            "headers": {"X-Left": {"$ref": "#/components/headers/Left"}},
            "content": {"application/json": {"schema": schema}},
        }

    return Contract(
        {
            "paths": {
                "/lamps/{id}/": {"get": {"responses": {"200": answer("Lamp"), "204": {}}}},
                "/lamps/best/": {"get": {"responses": {"200": answer("Hit")}}},
            },
            "components": {
                "schemas": {"Lamp": LAMP, "Shade": SHADE, "Hit": HIT},
                "headers": {"Left": HEADER},
            },
        }
    )


def faults(contract, answer, *, path="/lamps/7/", method="GET"):
    return list(contract.faults(method=method, path=path, answer=answer))


def lamp(value, **headers):
    return JsonResponse(value, headers={"X-Left": "3", **headers})


@pytest.mark.parametrize("path", ["/lamps/7/", "/lamps/7"])
def test_an_answer_that_keeps_to_the_contract(contract, path):
    answer = lamp({"name": "Moss", "shade": {"colour": None}})

    assert faults(contract, answer, path=path) == []
    assert faults(contract, answer, path=path, method="HEAD") == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({}, 'the whole: "name" is a required property'),
        ({"name": 7}, "['name']: 7 is not of type \"string\""),
        ({"name": "Moss", "shade": {"color": "red"}}, "['shade']: Unevaluated properties"),
        ({"name": "Moss", "weight": 2}, "the whole: Unevaluated properties"),
    ],
)
def test_members_that_are_missing_wrong_or_unknown(contract, value, fault):
    (found,) = faults(contract, lamp(value))

    assert found.startswith(fault)


def test_what_is_composed_may_have_the_members_of_all_parts(contract):
    best = {"name": "Moss", "score": 1}

    assert faults(contract, lamp(best), path="/lamps/best/") == []
    assert faults(contract, lamp({**best, "x": 1}), path="/lamps/best/") != []


def test_statuses_headers_and_types_that_are_not_documented(contract):
    assert "is not among ['200', '204']" in faults(contract, HttpResponse(status=201))[0]
    assert faults(contract, lamp({"name": "Moss"}, Link="x")) == [
        "the header link is not documented"
    ]
    assert faults(contract, JsonResponse({"name": "Moss"})) == ["the header x-left is missing"]
    assert faults(contract, lamp({"name": "Moss"}, **{"X-Left": "some"})) == [
        'the header x-left the whole: "some" is not of type "integer"'
    ]
    page = HttpResponse("<p>", headers={"X-Left": "3"})
    assert faults(contract, page) == [
        "the content type 'text/html' is not among ['application/json']"
    ]
    assert faults(contract, HttpResponse("x", status=204)) == [
        "there should be no body, but there is x"
    ]


def test_an_operation_that_is_not_there(contract):
    assert faults(contract, JsonResponse({}), path="/chairs/") == [
        "the contract has no such operation"
    ]


def test_the_message_names_the_request_the_fault_and_the_way_out():
    answer = JsonResponse({"code": 7}, headers={"Cache-Control": "no-store"})

    with pytest.raises(BrokenContractError) as caught:
        check_answer(answer, method="GET", path="/api/v1/channel/")

    assert "GET /api/v1/channel/ answered 200" in str(caught.value)
    assert '"locales" is a required property' in str(caught.value)
    assert "make openapi" in str(caught.value)
