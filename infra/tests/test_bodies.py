"""Request bodies are taken at their word, by every operation that has one."""

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from commerce.accounts.tests.factories import PASSWORD, make_user
from infra.testing.contract import committed_contract

pytestmark = pytest.mark.usefixtures("channel_of_module")

CONTRACT = committed_contract()
CALLBACKS = ("/api/v1/integrations/callbacks/", "/api/v1/carriers/callbacks/")
# One value of another JSON type for each type.
LOOSE = {"string": 7, "boolean": "true", "integer": "3"}


def bodies():
    for path, item in CONTRACT.document["paths"].items():
        for method, operation in item.items():
            if "requestBody" in operation:
                content = operation["requestBody"]["content"].get("application/json")
                if content is None:  # a webhook's, which only who sends it can read
                    assert path.startswith(("/api/v1/payments/webhooks/", *CALLBACKS))
                    continue
                (example, *_others) = content["examples"].values()
                schema = CONTRACT.resolved(content["schema"])
                yield f"{method.upper()} {path}", schema, example["value"]


BODIES = [pytest.param(*body, id=body[0]) for body in bodies()]


@pytest.fixture
def send(api):
    make_user("staff@example.com", is_staff=True, is_superuser=True)
    cache.clear()
    person = {"email": "staff@example.com", "password": PASSWORD}
    access = api.post("/api/v1/auth/login/", person).json()["access"]

    def send(operation, body):
        method, path = operation.split(" ")
        cache.clear()
        return APIClient(SERVER_NAME="testserver").generic(
            method,
            path.replace("{", "no-").replace("}", ""),
            json.dumps(body),
            "application/json",
            headers={"Idempotency-Key": uuid4().hex, "Authorization": f"Bearer {access}"},
        )

    return send


def told(answer):
    assert answer.status_code == 400, answer.content
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


@pytest.mark.django_db
@pytest.mark.parametrize(("operation", "schema", "example"), BODIES)
def test_an_unknown_member_is_refused_by_its_name(send, operation, schema, example):
    assert ("/surprise", "unknown_field") in told(send(operation, {**example, "surprise": 1}))


@pytest.mark.django_db
@pytest.mark.parametrize(("operation", "schema", "example"), BODIES)
def test_nothing_loose_is_converted(send, operation, schema, example):
    for name, member in schema["properties"].items():
        kind = CONTRACT.resolved(member).get("type")
        if isinstance(kind, list):  # it may be null as well
            (kind,) = (each for each in kind if each != "null")
        if kind in LOOSE and (name, kind) != ("consent", "boolean"):
            pointers = {
                pointer for pointer, _ in told(send(operation, {**example, name: LOOSE[kind]}))
            }
            assert f"/{name}" in pointers, name


@pytest.mark.django_db
def test_parts_of_a_body_are_taken_at_their_word_too(send):
    operation, _schema, example = next(body for body in bodies() if "checkout/addr" in body[0])
    address = {**example["shipping_address"], "postcode": 10969, "planet": "Earth"}

    assert told(send(operation, {**example, "shipping_address": address})) == {
        ("/shipping_address/planet", "unknown_field"),
        ("/shipping_address/postcode", "invalid"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [({"attr.colour": 7}, "/filters/attr.colour"), ({"price_max": True}, "/filters/price_max")],
)
def test_members_of_a_free_form_are_taken_at_their_word(send, wrong, pointer):
    answer = send("POST /api/v1/search/saved/", {"q": "rug", "filters": wrong})

    assert told(answer) == {(pointer, "invalid")}
