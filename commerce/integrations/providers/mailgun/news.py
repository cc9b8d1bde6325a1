"""What Mailgun's webhooks tell."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import orjson

from commerce.integrations.errors import ProviderRefusedError
from commerce.integrations.providers.callbacks import FORGED, refuse_repeated, refuse_stale
from commerce.integrations.providers.letters import KEY
from commerce.integrations.shapes import DeliveryNews

_STATES = {
    "delivered": "delivered",
    "failed": "failed",
    "rejected": "failed",
    "complained": "complained",
    "unsubscribed": "unsubscribed",
}
# Why a letter has failed for good; for other reasons its address may well exist.
_FAILED = {
    "bounce": "bounced",
    "suppress-bounce": "bounced",
    "suppress-complaint": "complained",
    "suppress-unsubscribe": "unsubscribed",
}


def verify(key: str, body: bytes) -> dict[str, Any]:
    """Return what was told. Raises ProviderRefusedError unless Mailgun has signed it, lately, once."""
    try:
        told = orjson.loads(body)
        second, token, signature = (
            str(told["signature"][name]) for name in ("timestamp", "token", "signature")
        )
    except (ValueError, KeyError, TypeError):
        raise ProviderRefusedError(FORGED) from None
    mac = hmac.new(key.encode(), f"{second}{token}".encode(), hashlib.sha256)
    if not key or not hmac.compare_digest(mac.hexdigest().encode(), signature.encode()):
        raise ProviderRefusedError(FORGED)
    refuse_stale(second)
    refuse_repeated("mailgun", token)
    event = told.get("event-data")
    return {"id": token, **event} if isinstance(event, dict) else {}


def read_event(event: dict[str, Any]) -> list[DeliveryNews]:
    """Return what became of a letter of this shop, nothing for what is only on its way."""
    variables = event.get("user-variables") or {}
    if event.get("event") not in _STATES or event.get("severity") == "temporary":
        return []
    if KEY not in variables:
        return []
    reason = str(event.get("reason", ""))
    state = (event["event"] == "failed" and _FAILED.get(reason)) or _STATES[event["event"]]
    return [
        DeliveryNews(
            id=str(event["id"]),
            reference=str(variables[KEY]),
            recipient=str(event.get("recipient", "")),
            state=state,
            is_final=state == "bounced",
            note=reason[:20],
        )
    ]
