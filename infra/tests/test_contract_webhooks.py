"""What the contract says of webhooks is what is sent."""

import json

import pytest
from drf_spectacular.generators import SchemaGenerator

from commerce.webhooks.registry import list_public_events
from infra.contract_webhooks import body_schema
from infra.testing.contract import CONTRACT, Contract


@pytest.fixture(scope="module")
def document():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_every_public_event_is_a_webhook_of_the_contract(document):
    offered = {event.name for event in list_public_events()}

    assert set(document["webhooks"]) == offered
    assert set(json.loads(CONTRACT.read_text())["webhooks"]) == offered
    assert {"order.placed", "product.updated", "customer.registered", "page.published"} <= offered


def test_every_example_keeps_to_its_schema(document):
    contract = Contract(document)
    faults = []
    for name, item in document["webhooks"].items():
        content = item["post"]["requestBody"]["content"]["application/json"]
        for kind, example in content["examples"].items():
            found = contract.schema_faults(example["value"], content["schema"])
            faults += [f"{name} {kind}: {fault}" for fault in found]

    assert faults == []


def test_whole_data_are_told_apart_from_others(document):
    """The examples are held to the event's own schema: an id alone would pass as a thin one."""
    contract = Contract(document)
    for event in list_public_events():
        content = document["webhooks"][event.name]["post"]["requestBody"]["content"]
        value = content["application/json"]["examples"]["full"]["value"]
        assert list(contract.schema_faults(value["data"], event.schema)) == [], event.name
        assert list(contract.schema_faults({**value, "type": "else"}, body_schema(event)))
