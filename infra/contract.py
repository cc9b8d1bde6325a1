"""What belongs to the published contract, and what it says as a whole."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.text import slugify

from commerce.core.api.schema import TEXT

Endpoint = tuple[str, str, str, Callable[..., Any]]

PREFIX = "/api/v1/"
METHODS = frozenset({"get", "post", "put", "patch", "delete"})
EXAMPLES: dict[str, Any] = {
    "keys": "9f2c4be07a1d53c8e6b0a4d1",
    "Idempotency-Key": "7d1f0c52-3a86-4f6f-9a55-0d0f6a1c7e21",
    "If-None-Match": '"9f0c1b7e64a2d85330bd5e0f6c7a1294"',
    "X-Chat-Token": "Pq7sT0u2v4Wx6yZ8aB1cD3eF",
    "X-Cart-Token": "Zk3vR0p6w1cYt8Lq5nJd2A",
    "X-Channel": "reed-and-rook",
    "X-Channel-Key": "the-key-of-the-front-end",
    "about": "R-7K2M-09XD",
    "message": "msg_01J9Z6Q4R8S2T5V7W9X1Y3Z5A8",
    "after": 1041,
    "address_id": "addr_01JD40AAAABBBBCCCCDDDDEEEE",
    "before": "ntc_01K9ZV3M5Q7XKRW2D8N4B6T0F2",
    "code": "WELCOME10",
    "completion_id": "com_01J9Z6V8QK3W5X7Y9ZABCDEFGH",
    "return_id": "ret_01JD40AAAABBBBCCCCDDDDHHHH",
    "document_id": "doc_01JD40AAAABBBBCCCCDDDDKKKK",
    "configuration": "prc_01K9ZV3M5Q7XKRW2D8N4B6T0F4",
    "configuration_id": "prc_01KB2M7Q0N4T6V8X0Z1A3C5E7G",
    "label_id": "lab_01KB4Y0Z3V8Q6R2M5N7P9S1T3W",
    "method": "pickup",
    "country": "DE",
    "postcode": "10115",
    "region": "Berlin",
    "variant": "var_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "quantity": 2,
    "currency": "EUR",
    "answer_id": "msg_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "cursor": "eyJzIjpbMS4yNSwiNDIiXX0:1wLqTe:0bK9hK0cI2n6w2mJ3v1oQ8",
    "email": "ada@example.com",
    "endpoint_id": "whe_01JD40AAAABBBBCCCCDDDDEEEE",
    "event": "order.placed",
    "facets": False,
    "fields": "id,slug,name,prices",
    "form_id": "page_2YJ7Q0T1D8N4V8K6W1R3M5B9ZC",
    "version_id": "leg_01JD40AAAABBBBCCCCDDDDEEEE",
    "gateway": "offline",
    "ids": "prod_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "key": "ImNvbV8wMUo5WjZWOFFLM1c1WDdZOVpBQkNERUZHSCI:1wLqTe:0bK9hK0cI2n6w2mJ3v1oQ8",
    "kind": "gift_wrap",
    "line_id": "line_01JD3Z5T7QK8W2M4N6P8R0S2T4",
    "link_token": "gAAAAABpK1mQ5r2Wv8Xy",
    "literal": "attr.colour,price",
    "locale": "de",
    "message_id": "msg_01JD40AAAABBBBCCCCDDDDEEEE",
    "method_id": "pm_1SavedCard",
    "notice_id": "ntc_01K9ZV3M5Q7XKRW2D8N4B6T0F2",
    "number": "R-7K2M-09XD",
    "outcome": "failed",
    "page": 2,
    "page_size": 24,
    "path": "/about/",
    "tag": "care",
    "push_id": "psh_01K9ZV3M5Q7XKRW2D8N4B6T0F3",
    "provider": "smtp",
    "q": "green cushion under 40",
    "rating": 4,
    "saved_id": "saved_01K9ZV3M5Q7XKRW2D8N4B6T0F1",
    "session_id": "chat_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "template_id": "tpl_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "first_day": "2026-11-01",
    "last_day": "2026-11-29",
    "since": "2026-11-28T10:00:00Z",
    "slug": "linen-table-lamp",
    "sort": "price",
    "state": "failed",
    "token": "Qm9vVd3y7Lr2kXs0Tf8aWc",
    "until": "2026-11-29T10:00:00Z",
    "topics": "order:R-7K2M-09XD,person",
    "updated_since": "2026-11-28T10:00:00Z",
    "viewed": "prod_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
}
# What parameters are that nobody describes where they come from: parts of addresses, for example.
DESCRIPTIONS = {
    "address_id": "The id of a saved address.",
    "answer_id": "The id of an answer of the assistant.",
    "form_id": "The id of the page of a form; the same in all its languages.",
    "version_id": "The id of a legal text as it was published once.",
    "code": "The code of a voucher in the cart.",
    "completion_id": "The id of a payment of the checkout.",
    "return_id": "The id of a return.",
    "document_id": "The id of a document of an order.",
    "configuration": "The id of a provider's configuration.",
    "configuration_id": "The id of a provider's configuration.",
    "label_id": "The id of a parcel's label.",
    "endpoint_id": "The id of a webhook endpoint.",
    "gateway": "The code of a payment gateway.",
    "kind": "The `kind` of one of the cart's `extras`.",
    "line_id": "The id of a line of the cart.",
    "link_token": "What stands in the link of a letter.",
    "message_id": "The `webhook-id` of a message.",
    "method_id": "The id of a saved way to pay.",
    "notice_id": "The id of a notice.",
    "number": "The number of an order, as the customer was told it.",
    "push_id": "The id of a browser that is told.",
    "outcome": "How the call ended.",
    "saved_id": "The id of a saved search.",
    "session_id": "The id of a conversation with the assistant.",
    "template_id": "The id of what a conversation can begin with.",
    "slug": "The readable part of the address; where it was changed, the answer leads on.",
    "sort": "What comes first; a leading `-` turns the order round.",
}


def only_version_one(endpoints: list[Endpoint]) -> list[Endpoint]:
    """Return the endpoints under /api/v1/; Wagtail's own admin API is nobody else's business."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]


def illustrate_parameters(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """Give each parameter an example and a meaning."""
    for operation in operations(result):
        for parameter in operation.get("parameters", []):
            if "examples" not in parameter:
                parameter["example"] = EXAMPLES[parameter["name"]]
            if not parameter.get("description"):
                parameter["description"] = DESCRIPTIONS[parameter["name"]]
    return result


def forbid_nul(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """Say of each text of a query what is refused everywhere."""
    for operation in operations(result):
        for parameter in operation.get("parameters", []):
            schema = parameter["schema"]
            is_free = schema.get("type") == "string" and not schema.keys() & {"pattern", "enum"}
            if parameter["in"] == "query" and is_free:
                parameter["schema"] = {**schema, "pattern": TEXT}
    return result


def share_parameters(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """Write each parameter that operations have in common once, as a component."""
    uses: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for operation in operations(result):
        for parameter in operation.get("parameters", []):
            uses[parameter["in"], parameter["name"]].append(parameter)
    shared = {
        key: found[0]
        for key, found in uses.items()
        if len(found) > 1 and all(one == found[0] for one in found)
    }
    result["components"]["parameters"] = {
        _component_name(key): shared[key] for key in sorted(shared, key=_component_name)
    }
    for operation in operations(result):
        operation["parameters"] = [
            {"$ref": f"#/components/parameters/{_component_name(key)}"} if key in shared else one
            for one in operation.get("parameters", [])
            for key in [(one["in"], one["name"])]
        ]
    return result


def offer_null_beside(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """Write "this or null" as `anyOf`: `oneOf` is for kinds that a discriminator tells apart."""
    for schema in _schemas(result):
        if {"type": "null"} in schema.get("oneOf", ()):
            schema["anyOf"] = schema.pop("oneOf")
    return result


def _schemas(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for inner in list(node.values()):
            yield from _schemas(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _schemas(inner)


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The operations of an OpenAPI document."""
    for item in document["paths"].values():
        for method, operation in item.items():
            if method in METHODS:
                yield operation


def _component_name(key: tuple[str, str]) -> str:
    place, name = key
    words = slugify(name.replace("_", "-")).split("-")
    return "".join(word.title() for word in words) + place.title()
