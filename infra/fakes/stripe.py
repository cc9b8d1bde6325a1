"""Stripe's API as far as a connection test goes: the account and the balance.

The key has to begin with `sk_` or `rk_`; `no_account` in it means that it may not read the account,
`closed` that the account cannot take payments.
"""

from __future__ import annotations

from typing import Any

from .service import Reply, Request, Service

_TYPES = {401: "invalid_request_error", 403: "invalid_request_error"}


class Stripe(Service):
    """One account."""

    name = "stripe"

    def key_of(self, request: Request) -> str:
        key = request.bearer or request.basic[0]
        return key if key.startswith(("sk_", "rk_")) else ""

    def act(self, request: Request) -> Reply:
        key = self.key_of(request)
        if request.path == "/v1/balance":
            return Reply(content={"object": "balance", "livemode": "_live_" in key})
        if request.path != "/v1/account":
            return Reply(404, _error("Unrecognized request URL.", "invalid_request_error"))
        if "no_account" in key:
            return Reply(403, self.refuse(403))
        return Reply(content=_account(can_charge="closed" not in key))

    def refuse(self, status: int) -> object:
        return _error("The key is not good for that.", _TYPES.get(status, "api_error"))


def _account(*, can_charge: bool) -> dict[str, Any]:
    return {
        "id": "acct_1Fake",
        "object": "account",
        "charges_enabled": can_charge,
        "country": "DE",
        "settings": {"dashboard": {"display_name": "A shop"}},
    }


def _error(message: str, kind: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind}}
