"""What the shop sends to others: the `webhooks` of the contract, from the registered public events."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from django.utils.module_loading import import_string

from commerce.core.shapes import record
from commerce.webhooks.registry import PublicEvent, list_public_events

CONTRACT: Final = Path(__file__).with_name("openapi") / "v1.json"
REFERENCE: Final = re.compile(r"#/components/schemas/([\w.-]+)")
MESSAGE_ID: Final = "msg_01JD40AAAABBBBCCCCDDDDEEEE"
THIN: Final = "WebhookThinData"
PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "webhook-id": {
        "description": "The same at each attempt and replay: who has seen it has done the work.",
        "schema": {"type": "string", "pattern": "^msg_[0-9A-Z]{26}$"},
        "example": MESSAGE_ID,
    },
    "webhook-timestamp": {
        "description": "When this attempt was signed, in seconds since 1970.",
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
        "example": "1795815300",
    },
    "webhook-signature": {
        "description": (
            "`v1,` and the HMAC-SHA256 over id, timestamp and body, as Standard Webhooks has it; "
            "several with spaces between them while a secret is being replaced."
        ),
        "schema": {"type": "string"},
        "example": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    },
}
ANSWERS: Final = {
    "2XX": {"description": "Taken. Anything else is tried again, for about three days."},
    "410": {"description": "Nothing more is sent to this endpoint."},
}


def add_webhooks(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """Tell of each event its body, whole and thin, with an example of both."""
    result["components"]["schemas"][THIN] = {
        **record({"id": {"type": "string", "pattern": "^[a-z]+_[0-9A-Z]{26}$"}}),
        "description": "All that an endpoint hears that wants no more than the id.",
    }
    result["webhooks"] = {event.name: {"post": _operation(event)} for event in list_public_events()}
    return result


def body_schema(event: PublicEvent) -> dict[str, Any]:
    """The schema of the body that tells of an event."""
    thin = {"$ref": f"#/components/schemas/{THIN}"}
    return record(
        {
            "id": PARAMETERS["webhook-id"]["schema"],
            "type": {"type": "string", "const": event.name},
            "version": {"type": "integer", "const": event.version},
            "timestamp": {"type": "string", "format": "date-time"},
            "channel": {"type": "string", "description": "The code of the channel."},
            "data": {"anyOf": [event.schema, thin]},
        }
    )


def describe_body(event: PublicEvent) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema of the body with all that it refers to, and a whole body."""
    schemas = json.loads(CONTRACT.read_text())["components"]["schemas"]
    return _standing_alone(body_schema(event), schemas), _body(event, import_string(event.example))


def _standing_alone(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    open_ends = [schema]
    while open_ends:
        for name in set(REFERENCE.findall(json.dumps(open_ends.pop()))) - found.keys():
            found[name] = schemas[name]
            open_ends.append(schemas[name])
    moved = json.dumps({**schema, "$defs": found}).replace("#/components/schemas/", "#/$defs/")
    told: dict[str, Any] = json.loads(moved)
    return told


def _operation(event: PublicEvent) -> dict[str, Any]:
    whole = import_string(event.example)
    thin = {"id": whole.get("id") or next(iter(whole.values()))["id"]}
    return {
        "operationId": f"webhook_{event.name.replace('.', '_')}",
        "summary": event.description,
        "description": f"Sent to endpoints that hear `{event.name}`. Version {event.version}.",
        "tags": ["Webhooks"],
        "security": [],
        "parameters": [
            {"name": name, "in": "header", "required": True, **told}
            for name, told in PARAMETERS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": body_schema(event),
                    "examples": {
                        "full": {"summary": "Everything", "value": _body(event, whole)},
                        "thin": {"summary": "Only the id", "value": _body(event, thin)},
                    },
                }
            },
        },
        "responses": ANSWERS,
    }


def _body(event: PublicEvent, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": MESSAGE_ID,
        "type": event.name,
        "version": event.version,
        "timestamp": "2026-11-27T18:15:00Z",
        "channel": "reed-and-rook",
        "data": data,
    }
