"""Calls of providers that speak JSON over HTTP, where their own library would add nothing to it."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from commerce.core.http import Answer, Limits
from commerce.integrations.registry import Calls

# Three attempts at one step of a payment fit into the minute that it may take.
LIMITS = Limits(connect=3.0, read=15.0, body=18.0, most_bytes=8 * 1024 * 1024)


def ask(
    calls: Calls,
    operation: str,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: object = None,
    about: str = "",
    is_idempotent: bool = True,
    limits: Limits = LIMITS,
    is_hurried: bool = False,
) -> Answer:
    """Send one request, whose body is written as JSON unless it is bytes. Raises ProviderError."""
    content = b"" if body is None else body if isinstance(body, bytes) else orjson.dumps(body)
    return calls.send(
        operation,
        method,
        url,
        content=content,
        headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
        is_idempotent=is_idempotent,
        limits=limits,
        about=about,
        is_hurried=is_hurried,
    )
