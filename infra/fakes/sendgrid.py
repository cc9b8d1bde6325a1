"""SendGrid's v3 API as far as the shop uses it: sending, the key's permissions, signed events.

The key has to begin with `SG.`. A sender at `unverified.example` is refused as one that was not
verified, a recipient called `declined@…` as an address that is none.
"""

from __future__ import annotations

import base64
import json
import time
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from .service import Callback, Reply, Request, Service

_EVENTS: dict[str, dict[str, str]] = {
    "delivered": {"event": "delivered", "response": "250 OK"},
    "bounced": {"event": "bounce", "type": "bounce", "status": "5.1.1"},
    "blocked": {"event": "bounce", "type": "blocked", "status": "4.7.1"},
    "dropped": {"event": "dropped", "reason": "Bounced Address"},
    "complained": {"event": "spamreport"},
    "unsubscribed": {"event": "unsubscribe"},
    "opened": {"event": "open"},
}
_SENTENCES = {
    401: "The provided authorization grant is invalid, expired, or revoked",
    403: "access forbidden",
    429: "too many requests",
    500: "internal server error",
}


class SendGrid(Service):
    """One account, with the key that signs its events."""

    name = "sendgrid"

    def __init__(self) -> None:
        super().__init__()
        self._signing_key = ec.generate_private_key(ec.SECP256R1())

    @property
    def verification_key(self) -> str:
        """What SendGrid shows beside "Signed Event Webhook"."""
        written = self._signing_key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(written).decode()

    def key_of(self, request: Request) -> str:
        return request.bearer if request.bearer.startswith("SG.") else ""

    def act(self, request: Request) -> Reply:
        if request.path == "/v3/scopes":
            may = [] if "no-sending" in request.bearer else ["mail.send"]
            return Reply(content={"scopes": [*may, "user.profile.read"]})
        if request.path == "/v3/mail/send" and request.method == "POST":
            return self._take(request.json())
        return Reply(404, _errors("not found"))

    def _take(self, letter: dict[str, Any]) -> Reply:
        recipient = letter["personalizations"][0]["to"][0]["email"]
        if letter["from"]["email"].endswith("@unverified.example"):
            return Reply(403, _errors("does not match a verified Sender Identity", "from"))
        if recipient.startswith("declined@"):
            return Reply(400, _errors("Does not contain a valid address.", "to.email"))
        self.received.append(letter)
        return Reply(202, b"", {"X-Message-Id": f"sg-{len(self.received)}"})

    def refuse(self, status: int) -> object:
        return _errors(_SENTENCES[status])

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return one event of the letter with the custom arguments that it was sent with."""
        person = entry["personalizations"][0]
        event = {
            "email": person["to"][0]["email"],
            "timestamp": int(time.time()),
            "sg_event_id": f"event-{state}-{self.received.index(entry)}",
            "sg_message_id": f"sg-{self.received.index(entry) + 1}.filter",
            **entry.get("custom_args", {}),
            **person.get("custom_args", {}),
            **_EVENTS[state],
        }
        return self.sign(json.dumps([event]).encode())

    def sign(self, body: bytes, at: int | None = None) -> Callback:
        """Return the body with its signature of that second, of now without any."""
        second = str(at or int(time.time()))
        signature = self._signing_key.sign(second.encode() + body, ec.ECDSA(hashes.SHA256()))
        headers = {
            "Content-Type": "application/json",
            "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
            "X-Twilio-Email-Event-Webhook-Timestamp": second,
        }
        return Callback(headers, body)


def _errors(message: str, field: str | None = None) -> dict[str, Any]:
    return {"errors": [{"message": message, "field": field, "help": None}]}
