"""What SendGrid's signed event webhook tells."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from commerce.integrations.errors import ProviderRefusedError
from commerce.integrations.providers.callbacks import (
    FORGED,
    header,
    refuse_repeated,
    refuse_stale,
)
from commerce.integrations.providers.letters import KEY
from commerce.integrations.shapes import DeliveryNews

SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"
_STATES = {
    "delivered": "delivered",
    "bounce": "bounced",
    "dropped": "failed",
    "spamreport": "complained",
    "unsubscribe": "unsubscribed",
    "group_unsubscribe": "unsubscribed",
}
# Why a letter was dropped before it left: what earlier letters to the address have met.
_DROPPED = {
    "Bounced Address": "bounced",
    "Spam Reporting Address": "complained",
    "Unsubscribed Address": "unsubscribed",
}


def verify(key: str, headers: Mapping[str, str], body: bytes) -> None:
    """Raises ProviderRefusedError unless SendGrid has signed this, lately, and for the first time."""
    second, signature = header(headers, TIMESTAMP), header(headers, SIGNATURE)
    try:
        public = load_der_public_key(base64.b64decode(key))
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise ProviderRefusedError(FORGED)
        public.verify(
            base64.b64decode(signature), second.encode() + body, ec.ECDSA(hashes.SHA256())
        )
    except (InvalidSignature, ValueError):
        raise ProviderRefusedError(FORGED) from None
    refuse_stale(second)
    refuse_repeated("sendgrid", signature)


def read_events(body: bytes) -> list[DeliveryNews]:
    """Return what became of letters of this shop; openings and clicks are nobody's business."""
    try:
        events = orjson.loads(body)
    except ValueError:
        raise ProviderRefusedError(FORGED) from None
    if not isinstance(events, list):
        raise ProviderRefusedError(FORGED)
    return [_news(event) for event in events if _is_ours(event)]


def _is_ours(event: Any) -> bool:
    return isinstance(event, dict) and event.get("event") in _STATES and KEY in event


def _news(event: dict[str, Any]) -> DeliveryNews:
    reason = _DROPPED.get(str(event.get("reason", "")), "")
    state = (event["event"] == "dropped" and reason) or _STATES[event["event"]]
    is_hard = event.get("type") == "bounce" or event["event"] == "dropped"
    return DeliveryNews(
        id=str(event.get("sg_event_id", "")),
        reference=str(event[KEY]),
        recipient=str(event.get("email", "")),
        state=state,
        is_final=state == "bounced" and is_hard,
        note=str(event.get("status", ""))[:20],
    )
