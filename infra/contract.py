"""What belongs to the published contract."""

from collections.abc import Callable
from typing import Any

Endpoint = tuple[str, str, str, Callable[..., Any]]

PREFIX = "/api/v1/"


def only_version_one(endpoints: list[Endpoint]) -> list[Endpoint]:
    """Return the endpoints under /api/v1/; Wagtail's own admin API is nobody else's business."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]
