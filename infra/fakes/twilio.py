"""Twilio's API of 2010 as far as the shop uses it: sending, the account, signed callbacks.

The word that says how it behaves stands in the auth token. A number that ends in 0001 is none, one
that ends in 0004 has said STOP, as with Twilio's own test numbers. An account number that ends in
`closed` belongs to an account that is suspended.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import urlencode

from .service import Callback, Reply, Request, Service

_REFUSALS = {
    401: {"code": 20003, "message": "Authenticate", "status": 401},
    403: {"code": 20403, "message": "Forbidden", "status": 403},
    429: {"code": 20429, "message": "Too Many Requests", "status": 429},
    500: {"code": 20500, "message": "Internal Server Error", "status": 500},
}
_DECLINES = {"0001": (21211, "Invalid 'To' Phone Number"), "0004": (21610, "Unsubscribed")}
_NEWS = {
    "delivered": {"MessageStatus": "delivered"},
    "sent": {"MessageStatus": "sent"},
    "bounced": {"MessageStatus": "undelivered", "ErrorCode": "30005"},
    "failed": {"MessageStatus": "failed", "ErrorCode": "30008"},
    "unsubscribed": {"MessageStatus": "failed", "ErrorCode": "21610"},
}


class Twilio(Service):
    """One account; callbacks are signed with `auth_token`."""

    name = "twilio"
    auth_token = "token-of-twilio"  # noqa: S105 - of a server that no money stands behind

    def key_of(self, request: Request) -> str:
        return request.basic[1]

    def act(self, request: Request) -> Reply:
        account = request.path.split("/")[3].removesuffix(".json")
        if request.path.endswith("/Messages.json") and request.method == "POST":
            return self._take(account, request.form)
        state = "suspended" if account.endswith("closed") else "active"
        return Reply(content={"sid": account, "friendly_name": "A shop", "status": state})

    def _take(self, account: str, message: dict[str, str]) -> Reply:
        code, sentence = _DECLINES.get(message["To"][-4:], (0, ""))
        if code:
            return Reply(400, {"code": code, "message": sentence, "status": 400})
        sid = f"SM{len(self.received) + 1:032x}"
        self.received.append({**message, "sid": sid, "account": account})
        return Reply(201, {"sid": sid, "status": "queued", "to": message["To"]})

    def refuse(self, status: int) -> object:
        return _REFUSALS[status]

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return the news of the message, signed for the address that it is sent to."""
        fields = {"MessageSid": entry["sid"], "To": entry["To"], "AccountSid": entry["account"]}
        return self.sign({**fields, **_NEWS[state]}, url)

    def sign(self, fields: dict[str, str], url: str) -> Callback:
        """Return the form with its signature for that address."""
        text = url + "".join(name + fields[name] for name in sorted(fields))
        mac = hmac.new(self.auth_token.encode(), text.encode(), hashlib.sha1)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": base64.b64encode(mac.digest()).decode(),
        }
        return Callback(headers, urlencode(fields).encode())
