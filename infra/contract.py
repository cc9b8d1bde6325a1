"""What belongs to the published contract, and what it says as a whole."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.text import slugify

Endpoint = tuple[str, str, str, Callable[..., Any]]

PREFIX = "/api/v1/"
METHODS = frozenset({"get", "post", "put", "patch", "delete"})


def only_version_one(endpoints: list[Endpoint]) -> list[Endpoint]:
    """Return the endpoints under /api/v1/; Wagtail's own admin API is nobody else's business."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]


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
