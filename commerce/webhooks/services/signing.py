"""Secrets of endpoints, and signatures as Standard Webhooks has them."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from standardwebhooks import Webhook

from commerce.core.crypto import DecryptionError
from commerce.integrations.services import seal, unseal

if TYPE_CHECKING:
    from commerce.webhooks.models import Endpoint

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sealed(secret: str) -> dict[str, Any]:
    """Return the columns of an endpoint that keep its secret."""
    key_id, token = seal(secret)
    return {"key_id": key_id, "secret": token}


def replace_secret(endpoint: Endpoint, secret: str, *, until: datetime) -> None:
    """Put the secret in the place of the one before, which signs too until then.

    Both are encrypted with the newest key; one that no key reads any more signs no longer.
    """
    try:
        former: bytes | None = seal(unseal(endpoint.key_id, bytes(endpoint.secret)))[1]
    except DecryptionError:
        former = None
    endpoint.previous_secret, endpoint.previous_valid_until = former, until
    endpoint.key_id, endpoint.secret = seal(secret)


def signed_headers(
    endpoint: Endpoint, *, message_id: str, body: bytes, now: datetime
) -> dict[str, str]:
    """Return the three headers; two signatures while a replaced secret still holds."""
    tokens = [bytes(endpoint.secret)]
    until = endpoint.previous_valid_until
    if endpoint.previous_secret is not None and until is not None and now < until:
        tokens.append(bytes(endpoint.previous_secret))
    hooks = [Webhook(unseal(endpoint.key_id, each)) for each in tokens]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(hook.sign(message_id, now, body.decode()) for hook in hooks),
    }
