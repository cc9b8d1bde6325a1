"""Calls of providers that speak JSON over HTTP, where their own library would add nothing to it."""

from __future__ import annotations

import time
from collections.abc import Mapping

import orjson

from commerce.core.http import Answer, Limits
from commerce.integrations.errors import ProviderTimedOutError
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
    until: float | None = None,
) -> Answer:
    """Send one request, whose body is written as JSON unless it is bytes. Raises ProviderError.

    Where somebody waits, `until` is the moment of the monotonic clock by which it is answered or given
    up; then it is sent once.
    """
    content = b"" if body is None else body if isinstance(body, bytes) else orjson.dumps(body)
    return calls.send(
        operation,
        method,
        url,
        content=content,
        headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
        is_idempotent=is_idempotent and until is None,
        limits=LIMITS if until is None else limits_until(until),
        about=about,
        is_hurried=until is not None,
    )


def limits_until(until: float) -> Limits:
    """Share out what is left until then: connecting, the first word, the rest of the answer."""
    left = until - time.monotonic()
    if left <= 0:
        raise ProviderTimedOutError
    return Limits(left / 4, left / 2, left / 4, LIMITS.most_bytes)
