"""Mailgun's v3 API as far as the shop uses it: sending, the domain, signed events.

Domains that the account does not know are those that begin with `unknown.`, and those of the other
region, `elsewhere.`. A recipient called `declined@…` is refused as an address that is none.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from typing import Any

from .service import Callback, Reply, Request, Service

_EVENTS: dict[str, dict[str, Any]] = {
    "delivered": {"event": "delivered"},
    "bounced": {"event": "failed", "severity": "permanent", "reason": "bounce"},
    "blocked": {"event": "failed", "severity": "permanent", "reason": "generic"},
    "delayed": {"event": "failed", "severity": "temporary", "reason": "generic"},
    "complained": {"event": "complained"},
    "unsubscribed": {"event": "unsubscribed"},
    "opened": {"event": "opened"},
}


class Mailgun(Service):
    """One account, with the key that signs its events."""

    name = "mailgun"
    signing_key = "signing-key-of-mailgun"

    def key_of(self, request: Request) -> str:
        user, key = request.basic
        return key if user == "api" else ""

    def act(self, request: Request) -> Reply:
        domain = request.path.split("/")[-1 if "/domains/" in request.path else 2]
        if domain.startswith(("unknown.", "elsewhere.")):
            return Reply(404, {"message": "Domain not found: " + domain})
        if request.path.startswith("/v3/domains/") or request.path.startswith("/v4/domains/"):
            state = "unverified" if domain.startswith("unverified.") else "active"
            return Reply(content={"domain": {"name": domain, "state": state}})
        if request.path == f"/v3/{domain}/messages" and request.method == "POST":
            return self._take(domain, request.form)
        return Reply(404, {"message": "Not found"})

    def _take(self, domain: str, letter: dict[str, str]) -> Reply:
        if letter["to"].startswith("declined@"):
            return Reply(400, {"message": "'to' parameter is not a valid address."})
        number = len(self.received) + 1
        self.received.append({**letter, "id": f"{number}.fake@{domain}"})
        return Reply(content={"id": f"<{number}.fake@{domain}>", "message": "Queued. Thank you."})

    def refuse(self, status: int) -> object:
        return b"Forbidden" if status in (401, 403) else {"message": "Try again later"}

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return one event of the letter with the variables that it was sent with."""
        variables = {name[2:]: value for name, value in entry.items() if name.startswith("v:")}
        event = {
            "id": f"event-{state}-{self.received.index(entry)}",
            "timestamp": time.time(),
            "recipient": entry["to"],
            "message": {"headers": {"message-id": entry["id"]}},
            "user-variables": variables,
            **_EVENTS[state],
        }
        return self.sign(event)

    def sign(self, event: dict[str, Any], at: int | None = None) -> Callback:
        """Return the event with its signature of that second, of now without any."""
        second, token = str(at or int(time.time())), secrets.token_hex(25)
        mac = hmac.new(self.signing_key.encode(), f"{second}{token}".encode(), hashlib.sha256)
        signature = {"timestamp": second, "token": token, "signature": mac.hexdigest()}
        body = json.dumps({"signature": signature, "event-data": event}).encode()
        return Callback({"Content-Type": "application/json"}, body)
