"""Secrets of endpoints, and signatures as Standard Webhooks has them."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from standardwebhooks import Webhook

from commerce.core import crypto

if TYPE_CHECKING:
    from commerce.webhooks.models import Endpoint

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def seal(secret: str) -> bytes:
    """Return the secret as it is stored."""
    return crypto.encrypt(secret.encode())


def signed_headers(
    endpoint: Endpoint, *, message_id: str, body: bytes, now: datetime
) -> dict[str, str]:
    """Return the three headers; two signatures while a replaced secret still holds."""
    sealed = [bytes(endpoint.secret)]
    until = endpoint.previous_valid_until
    if endpoint.previous_secret is not None and until is not None and now < until:
        sealed.append(bytes(endpoint.previous_secret))
    hooks = [Webhook(crypto.decrypt(each).decode()) for each in sealed]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(hook.sign(message_id, now, body.decode()) for hook in hooks),
    }
