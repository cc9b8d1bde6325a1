"""A shopper's browser: it fills a cart, pays, and does not give up when an answer stays out."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infra.bench.shopper import ADDRESS, API

from .provider import CODE
from .till import HOST
from .web import Answer, ask

TRIES = 8
PATIENCE = 10.0
PAUSE = 0.05


@dataclass
class Shopper:
    """One cart; `port` is the shop's, `till` that of the till. `rest` is done before asking again."""

    port: int
    till: int
    rest: Callable[[], object] = lambda: None
    token: str = ""
    authorization: str = ""
    fingerprint: str = ""
    answers: list[int] = field(default_factory=list)

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str = "",
        patience: float = 30.0,
    ) -> Answer:
        """One request with the cart's token."""
        headers = {
            name: value
            for name, value in {
                "X-Cart-Token": self.token,
                "Authorization": self.authorization,
                "Idempotency-Key": key,
            }.items()
            if value
        }
        answer = ask(HOST, self.port, method, f"{API}/{path}", body, headers, patience=patience)
        self.answers.append(answer.status)
        return answer

    def insist(self, method: str, path: str, body: object = None, *, key: str = "") -> Answer:
        """The same request again while there is no answer, or one that asks for patience."""
        give_up_at = time.monotonic() + PATIENCE
        while True:
            answer = self.send(method, path, body, key=key)
            is_final = answer.status not in (0, 409, 502, 503, 504) or not _is_passing(answer)
            if is_final or time.monotonic() > give_up_at:
                return answer
            self.rest()
            time.sleep(PAUSE)

    def fill(self, variants: Sequence[str], quantity: int = 1) -> None:
        """Put these into the cart."""
        for variant in variants:
            line = {"variant_id": variant, "quantity": quantity}
            answer = self.insist("POST", "cart/lines/", line)
            self.token = self.token or answer.json["token"]

    def review(self) -> None:
        """Say where the goods go and how."""
        addresses = {"email": "ada@example.org", "shipping_address": ADDRESS}
        self.insist("PUT", "checkout/addresses/", {**addresses, "billing_address": None})
        self.insist("PUT", "checkout/shipping-method/", {"code": "standard"})
        self.fingerprint = self.insist("GET", "checkout/").json["fingerprint"]

    def begin(self, key: str = "", method: str = "till", *, insists: bool = True) -> Answer:
        """Begin to pay: an order at once, or a completion that waits for its payments."""
        return self._post(key, method, insists=insists)

    def approve(self, completion: Mapping[str, Any]) -> None:
        """Say yes at the till, as the next step of each payment asks."""
        for payment in completion["payments"]:
            if payment["next_step"]:
                reference = payment["next_step"]["url"].rpartition("/")[2]
                ask(HOST, self.till, "POST", f"/payments/{reference}/approve", {})

    def complete(self, completion: str) -> Answer:
        """Come back to the shop."""
        return self.insist("POST", f"checkout/payments/{completion}/complete/", {})

    def buy(self, method: str = "till") -> Answer:
        """All that follows the review, once."""
        begun = self.begin(method=method)
        if not is_open(begun):
            return begun
        self.approve(self.read(begun.json))
        return self.complete(begun.json["id"])

    def read(self, completion: Mapping[str, Any]) -> Mapping[str, Any]:
        """The completion with its next steps, which the provider may have given only now."""
        found = completion
        for _ in range(TRIES):
            if all(each["state"] != "pending" for each in found["payments"]):
                break
            answer = self.insist("GET", f"checkout/payments/{completion['id']}/")
            found = answer.json if answer.is_success else found
        return found

    def _post(self, key: str, method: str, *, insists: bool) -> Answer:
        body = {"payment_method": method, "fingerprint": self.fingerprint}
        send = self.insist if insists else self.send
        return send("POST", path_of(method), body, key=key or secrets.token_urlsafe(16))


def path_of(method: str) -> str:
    """Where one pays with the method; those that ask nobody have the short way."""
    return "checkout/payments/" if method == CODE else "checkout/place/"


def is_open(answer: Answer) -> bool:
    """Whether it is a completion that waits for its payments."""
    return answer.is_success and answer.json.get("state") == "open"


def _is_passing(answer: Answer) -> bool:
    """Whether the same request may be answered otherwise in a moment."""
    if answer.status != 409:
        return True
    code = answer.json.get("code", "") if isinstance(answer.json, dict) else ""
    return code in ("idempotency_in_flight", "payment_in_progress")
