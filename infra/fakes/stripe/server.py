"""Stripe over HTTP: the secret key may do everything, the publishable one what a browser needs.

A secret key begins with `sk_` or `rk_`; `no_account` in it means that it may not read the account,
`closed` that the account cannot take payments. What a request with an Idempotency-Key was answered,
the same request is answered again, and nothing is done twice. `loses_answers` are ends of paths: the
next request to each is done, and its answer never comes.

More addresses of its own: `GET /_events`; `POST /_knobs` with members of `delivery.Knobs`, and
`loses_answers`; `POST /_deliver` with `{"url": …, "events": [id, …]}`, all without any; `POST /_payouts`;
`POST /_disputes` with `{"payment_intent": …, "reason": …}`; `POST /_disputes/<id>` with `{"is_won": …}`.
"""

from __future__ import annotations

import hashlib
import threading
from contextlib import suppress
from typing import Any

from infra.fakes.service import Callback, Reply, Request, Service

from . import money, pages
from .delivery import Deliverer, Knobs, sign
from .forms import read_form
from .intents import Intents
from .routes import ROUTES, Asked
from .state import Account, RefusedError, expand

PUBLIC = "page"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
}
_REFUSALS = {429: "rate_limit", 500: ""}


class Stripe(Service):
    """One account."""

    name = "stripe"

    def __init__(self) -> None:
        super().__init__()
        self.account = Account()
        self.intents = Intents(self.account)
        self.knobs = Knobs()
        self.deliverer = Deliverer(self.knobs)
        self.account.listeners.append(self.deliverer.take)
        self.loses_answers: list[str] = []
        self._answers: dict[str, tuple[str, Reply]] = {}
        self._lock = threading.RLock()

    def key_of(self, request: Request) -> str:
        key = request.bearer or request.basic[0]
        if key.startswith(("sk_", "rk_", "pk_")):
            return key
        return "" if request.path.startswith("/v1/") and request.method != "OPTIONS" else PUBLIC

    def behaviour_of(self, request: Request) -> str:
        lost = next((end for end in self.loses_answers if request.path.endswith(end)), None)
        if lost is not None and request.method == "POST":
            self.loses_answers.remove(lost)
            return "silent"
        return super().behaviour_of(request)

    def act(self, request: Request) -> Reply:
        with self._lock:
            self._learn_address(request)
            if request.method == "OPTIONS":
                return Reply(204, b"", CORS)
            if not request.path.startswith("/v1/"):
                return self._show(request)
            return self._once(request)

    def refuse(self, status: int) -> object:
        error = {"message": "The key is not good for that.", "code": _REFUSALS.get(status)}
        return {
            "error": {**error, "type": "api_error" if status >= 500 else "invalid_request_error"}
        }

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return the last event of that type, signed."""
        known = [event for event in self.account.events if event["type"] == state]
        return sign(known[-1], self.knobs)

    def signed(self, event: dict[str, Any], **knobs: Any) -> Callback:
        """Return an event signed as it is sent, falsified as the knobs say."""
        return sign(event, Knobs(**knobs))

    def events_of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.account.events if event["type"] == kind]

    def _learn_address(self, request: Request) -> None:
        self.intents.address = f"http://{request.headers.get('host', '')}"

    def _show(self, request: Request) -> Reply:
        if request.path.startswith("/authenticate/"):
            return self._authenticate(request)
        if request.path.endswith(("/v3/", "/v3", "/stripe.js")):
            return pages.script()
        if request.path == "/v3/fields":
            return pages.fields()
        if request.path == "/v3/wallet":
            return pages.wallet(read_form(request.query))
        return Reply(404, b"")

    def _authenticate(self, request: Request) -> Reply:
        """Ask whether it is them, or take the answer; only of a payment that waits for it."""
        intent = self.account.objects.get(request.path.rpartition("/")[2])
        given = read_form(request.query).get("client_secret")
        if intent is None or given != intent.get("client_secret"):
            return Reply(404, b"")
        action = intent["next_action"] or {}
        if request.method == "GET" or not action:
            return pages.ask(intent)
        if request.form.get("outcome") == "complete":
            with suppress(RefusedError):  # the payment itself says so
                self.intents.finish(intent)
        else:
            self.intents.fail_authentication(intent)
        return pages.answered(intent, (action.get("redirect_to_url") or {}).get("return_url") or "")

    def _once(self, request: Request) -> Reply:
        key = request.headers.get("idempotency-key", "")
        if request.method != "POST" or not key:
            return self._answer(request)
        told = hashlib.sha256(request.path.encode() + request.body).hexdigest()
        if key in self._answers:
            before, reply = self._answers[key]
            if before != told:
                return _refused(
                    RefusedError(400, type="idempotency_error", message="Another request.")
                )
            return Reply(
                reply.status, reply.content, {**reply.headers, "Idempotent-Replayed": "true"}
            )
        reply = self._answer(request)
        self._answers[key] = (told, reply)
        return reply

    def _answer(self, request: Request) -> Reply:
        form = (
            read_form(request.body.decode())
            if request.method == "POST"
            else read_form(request.query)
        )
        key = self.key_of(request)
        self.account.is_live = "_live_" in key
        try:
            for method, pattern, act in ROUTES:
                found = pattern.fullmatch(request.path)
                if found and method == request.method:
                    asked = Asked(self.account, self.intents, form, found.groups(), key)
                    content = expand(self.account, act(asked), form.get("expand") or [])
                    self._note(request, content)
                    return Reply(200, content, CORS)
        except RefusedError as error:
            return _refused(error)
        return _refused(RefusedError(404, message="Unrecognized request URL."))

    def _note(self, request: Request, content: dict[str, Any]) -> None:
        """What changed something is kept for whoever looks what was done."""
        if request.method == "POST":
            about = {"id": content["id"], "object": content["object"]}
            self.received.append({"path": request.path, **about})

    def _control(self, request: Request) -> Reply:
        given = request.json() if request.body else {}
        with self._lock:
            match request.method, request.path.split("/")[1:]:
                case "GET", ["_events"]:
                    return Reply(content=self.account.events)
                case "POST", ["_knobs"]:
                    self.loses_answers += given.pop("loses_answers", [])
                    self.knobs.change(given)
                    return Reply(content={})
                case "POST", ["_payouts"]:
                    return Reply(content=money.pay_out(self.account, **given))
                case "POST", ["_disputes"]:
                    intent = self.account.get(given["payment_intent"])
                    made = self.account.get(intent["latest_charge"])
                    return Reply(content=money.dispute(self.account, made, given["reason"]))
                case "POST", ["_disputes", reference]:
                    money.close_dispute(self.account, self.account.get(reference), **given)
                    return Reply(content=self.account.get(reference))
        if request.path == "/_deliver":
            return Reply(content=self._deliver(**given))
        return super()._control(request)

    def _deliver(self, url: str, events: list[str] | None = None) -> list[int]:
        wanted = [each for each in self.account.events if events is None or each["id"] in events]
        return [self.deliverer.send(event, url) for event in wanted]


def _refused(error: RefusedError) -> Reply:
    return Reply(error.status, {"error": error.error}, CORS)
