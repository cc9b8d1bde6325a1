"""Paying before there is an order, in a few words."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import orjson

from commerce.payments.models import PaymentSession
from commerce.payments.tests.card_server import signature

from .checkouts import Customer


class Payer(Customer):
    """A customer who pays by card at the test's card service."""

    def pay(self, method: str = "card", *, key: str | None = None, **body: Any) -> Any:
        """Begin to pay for what is shown now."""
        fingerprint = body.pop("fingerprint", None) or self.checkout()["fingerprint"]
        return self.call(
            "post",
            "checkout/payments/",
            {"payment_method": method, "fingerprint": fingerprint, **body},
            **{"Idempotency-Key": key or uuid4().hex},
        )

    def look(self, completion: Any) -> Any:
        return self.call("get", f"checkout/payments/{completion['id']}/").json()

    def complete(self, completion: Any) -> Any:
        return self.call("post", f"checkout/payments/{completion['id']}/complete/").json()

    def let_go(self, completion: Any) -> Any:
        return self.call("delete", f"checkout/payments/{completion['id']}/").json()


def tell(api: Any, row: dict[str, Any]) -> Any:
    """Send the message in which the card service tells of this."""
    body = orjson.dumps([row])
    headers = {"X-Signature": signature(body)}
    return api.generic(
        "POST", "/api/v1/payments/webhooks/card/house/", body, "application/json", headers=headers
    )


def reference_of(completion: Any) -> str:
    """What the card service calls the payment."""
    (payment,) = completion["payments"]
    return PaymentSession.objects.get(public_id=payment["id"]).reference
