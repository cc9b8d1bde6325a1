"""Public events as integrators are shown them."""

from __future__ import annotations

from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from commerce.webhooks.registry import PublicEvent


class DescribeBody(Protocol):
    """What `settings.WEBHOOK_BODIES` names: gives the JSON Schema of a body, and a whole one."""

    def __call__(self, event: PublicEvent) -> tuple[dict[str, Any], dict[str, Any]]: ...


def describe_event(event: PublicEvent) -> dict[str, Any]:
    """Return name, version and meaning of an event, and what its body looks like."""
    describe: DescribeBody = import_string(settings.WEBHOOK_BODIES)
    schema, example = describe(event)
    return {
        "name": event.name,
        "version": event.version,
        "description": event.description,
        "schema": schema,
        "example": example,
    }
