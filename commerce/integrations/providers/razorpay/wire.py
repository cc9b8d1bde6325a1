"""One way for all calls of Razorpay."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, read_object
from commerce.integrations.providers.json_calls import ask

from .refusals import explain

if TYPE_CHECKING:
    from . import Razorpay

ADDRESS: Final = "https://api.razorpay.com"
# The most rows of one answer.
PAGE: Final = 100


def call(
    provider: Razorpay,
    operation: str,
    method: str,
    path: str,
    *,
    body: object = None,
    key: str = "",
    about: str = "",
) -> dict[str, Any]:
    """Ask Razorpay and return its answer's members. Raises ProviderError.

    What changes something is tried once, unless it is a refund, which Razorpay makes once for a key.
    """
    settings = provider.settings
    pair = base64.b64encode(f"{settings.key_id}:{settings.key_secret}".encode()).decode()
    answer = ask(
        provider.calls,
        operation,
        method,
        f"{address_of(provider.code, ADDRESS)}/v1/{path}",
        headers={
            "Authorization": f"Basic {pair}",
            **({"X-Refund-Idempotency": key} if key else {}),
        },
        body=body,
        about=about,
        is_idempotent=method == "GET" or bool(key),
    )
    if not answer.is_success:
        raise explain(answer)
    return read_object(answer.body)


def list_rows(
    provider: Razorpay, operation: str, path: str, **question: int
) -> Iterator[dict[str, Any]]:
    """Yield the entries of a list, page by page, in Razorpay's order."""
    skip = 0
    while True:
        query = urlencode({**question, "count": PAGE, "skip": skip})
        rows = rows_of(call(provider, operation, "GET", f"{path}?{query}"))
        yield from rows
        skip += len(rows)
        if len(rows) < PAGE:
            return


def rows_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of an answer that is a list."""
    rows = found.get("items")
    if not isinstance(rows, list):
        raise ProviderUnavailableError(GARBLED)
    return [row for row in rows if isinstance(row, dict)]


def reference_of(found: dict[str, Any]) -> str:
    """Return the name of what was made. Raises ProviderUnavailableError for an answer without one."""
    name = found.get("id")
    if not isinstance(name, str) or not name.isidentifier():
        raise ProviderUnavailableError(GARBLED)
    return name
