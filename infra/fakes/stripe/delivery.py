"""Webhooks: signed as Stripe signs them, and delivered in the ways in which it can go wrong."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.fakes.service import Callback

from .state import Object

SECRET = "whsec_fake1Right"  # noqa: S105 - of a server that no money stands behind
TRIES = 6
FIRST_WAIT = 0.25
SECONDS = 20.0


@dataclass
class Knobs:
    """How events reach the shop: each of `urls` gets all of them, and none before `delay` seconds.

    `copies` is how often each is sent, `order` is as made, reversed or shuffled among those that wait
    together; what is in `loses` never arrives. `account`, `mode` and `extra` (smallest units) falsify
    what is told, `secret` and `seconds` the signature.
    """

    urls: list[str] = field(default_factory=list)
    delay: float = 0.0
    copies: int = 1
    order: str = "as made"
    loses: list[str] = field(default_factory=list)
    account: str = ""
    mode: str = ""
    extra: int = 0
    secret: str = SECRET
    seconds: int = 0

    def change(self, given: dict[str, Any]) -> None:
        for name, value in given.items():
            setattr(self, name, type(getattr(self, name))(value))


def sign(event: Object, knobs: Knobs) -> Callback:
    """Return an event as it is sent now."""
    body = json.dumps(_falsified(event, knobs)).encode()
    second = int(time.time()) + knobs.seconds
    text = f"{second}.".encode() + body
    mac = hmac.new(knobs.secret.encode(), text, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "Stripe-Signature": f"t={second},v1={mac}"}
    return Callback(headers, body)


def _falsified(event: Object, knobs: Knobs) -> Object:
    told = copy.deepcopy(event)
    if knobs.account:
        told["account"] = knobs.account
    if knobs.mode:
        told["livemode"] = knobs.mode == "live"
    if knobs.extra:
        about = told["data"]["object"]
        for name in ("amount", "amount_received", "amount_captured", "amount_capturable"):
            if about.get(name):
                about[name] += knobs.extra
    return told


class Deliverer:
    """Sends events in a thread of its own, as long as there is somebody to send them to."""

    def __init__(self, knobs: Knobs) -> None:
        self.knobs = knobs
        self.delivered: list[tuple[str, int]] = []
        self._waiting: list[Object] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def take(self, event: Object) -> None:
        """Have an event sent, unless it is to be lost."""
        if not self.knobs.urls or event["type"] in self.knobs.loses or "*" in self.knobs.loses:
            return
        with self._changed:
            self._waiting.append(event)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, daemon=True, name="stripe-webhooks"
                )
                self._thread.start()
            self._changed.notify_all()

    def send(self, event: Object, url: str) -> int:
        """Send an event now; returns the status that came back, 0 for none."""
        told = sign(event, self.knobs)
        try:
            with httpx.Client(trust_env=False, timeout=SECONDS) as client:
                status = client.post(url, content=told.body, headers=told.headers).status_code
        except httpx.HTTPError:
            status = 0
        self.delivered.append((event["id"], status))
        return status

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
            if self.knobs.delay:
                time.sleep(self.knobs.delay)
            with self._changed:
                batch, self._waiting = self._waiting, []
            for event in self._arrange(batch):
                for url in self.knobs.urls:
                    threading.Thread(target=self._insist, args=(event, url), daemon=True).start()

    def _arrange(self, batch: list[Object]) -> list[Object]:
        many = [event for event in batch for _copy in range(self.knobs.copies)]
        if self.knobs.order == "reversed":
            many.reverse()
        elif self.knobs.order == "shuffled":
            random.shuffle(many)
        return many

    def _insist(self, event: Object, url: str) -> None:
        """Send until somebody has taken it, as Stripe does for days."""
        for number in range(TRIES):
            if 200 <= self.send(event, url) < 300:
                return
            time.sleep(FIRST_WAIT * 2**number)
