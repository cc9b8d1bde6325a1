"""Razorpay as far as the shop uses it: orders, payments, refunds, webhooks, disputes, its books.

A browser that posts `key_id`, `order_id`, `callback_url` and `cancel_url` to `/v1/checkout/embedded`
gets the page on which the customer pays; `/v1/checkout.js` is a stand-in of the script that asks on the
shop's own page. `troubles` are for one request each: see `infra.fakes.telling`.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from infra.fakes.pages import go_to, page
from infra.fakes.service import Callback, Reply, Request
from infra.fakes.telling import TellingService

from .books import adjustment, report_row, settle
from .rules import Refusal, check_amount, failed_with

CHOICES: Final = {
    "pay": "Pay",
    "decline": "Pay with a card that is declined",
    "cancel": "Cancel and return to the shop",
}
FEE_PER_CENT: Final = 2
ANYBODY: Final = ("/v1/checkout/embedded", "/v1/checkout/pay", "/v1/checkout.js")
SCRIPT: Final = Path(__file__).with_name("stand_in.js")


class Razorpay(TellingService):
    """One account. `reasons` are those for which the next payments fail."""

    name = "razorpay"
    webhook_secret = "secret-of-the-webhook"  # noqa: S105 - of a server that no money stands behind

    def __init__(self) -> None:
        super().__init__()
        self.now: Callable[[], int] = lambda: int(time.time())
        self.orders: dict[str, dict[str, Any]] = {}
        self.payments: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.settlements: dict[str, dict[str, Any]] = {}
        self.adjustments: list[dict[str, Any]] = []
        self.reasons: list[str] = []
        self._answers: dict[str, tuple[bytes, Reply]] = {}
        self._numbers = itertools.count(1)

    def key_of(self, request: Request) -> str:
        if request.path in ANYBODY:
            return "customer"
        user, secret = request.basic
        return f"{secret} {self.trouble_for(request)}".strip() if user.startswith("rzp_") else ""

    def refuse(self, status: int) -> object:
        code = "SERVER_ERROR" if status >= 500 else "BAD_REQUEST_ERROR"
        return {"error": {"code": code, "description": "No.", "reason": "NA"}}

    def act(self, request: Request) -> Reply:
        key = request.headers.get("x-refund-idempotency", "")
        if key in self._answers:
            body, reply = self._answers[key]
            return reply if body == request.body else Reply(400, self.refuse(400))
        try:
            reply = self._route(request)
        except Refusal as refusal:
            return Reply(refusal.status, refusal.body)
        if key:
            self._answers[key] = (request.body, reply)
        return reply

    def _route(self, request: Request) -> Reply:
        for method, path, act in ROUTES:
            found = re.fullmatch(f"/v1/{path}", request.path)
            if found and method == request.method:
                return act(self, request, *found.groups())
        raise Refusal("The requested URL was not found on the server.", "url_not_found", 404)

    def create(self, request: Request) -> Reply:
        asked = request.json()
        check_amount(asked["amount"], asked["currency"])
        order = {
            "id": f"order_{self._name()}",
            "entity": "order",
            "amount": asked["amount"],
            "amount_paid": 0,
            "currency": asked["currency"],
            "receipt": asked["receipt"],
            "status": "created",
            "notes": asked.get("notes", {}),
            "created_at": self.now(),
        }
        self.orders[order["id"]] = order
        self.received.append(asked)
        return Reply(content={**order})

    def show_order(self, _request: Request, name: str) -> Reply:
        return Reply(content=_get(self.orders, name))

    def list_tries(self, _request: Request, name: str) -> Reply:
        _get(self.orders, name)
        return _list([row for row in self.payments.values() if row["order_id"] == name])

    def show_payment(self, _request: Request, name: str) -> Reply:
        return Reply(content=_get(self.payments, name))

    def capture(self, request: Request, name: str) -> Reply:
        row, asked = _get(self.payments, name), request.json()
        if row["status"] in ("captured", "refunded"):
            raise Refusal("This payment has already been captured", "NA")
        if row["status"] != "authorized":
            raise Refusal("Only payments which have been authorized can be captured", "NA")
        if (asked["amount"], asked["currency"]) != (row["amount"], row["currency"]):
            raise Refusal("Capture amount must be equal to the amount authorized", "NA")
        self._take(row)
        return Reply(content=row)

    def refund(self, request: Request, name: str) -> Reply:
        row, asked = _get(self.payments, name), request.json()
        amount = asked.get("amount", row["amount"] - row["amount_refunded"])
        if row["status"] not in ("captured", "refunded"):
            raise Refusal("The payment status should be captured for action to be taken", "NA")
        if row["amount_refunded"] + amount > row["amount"]:
            raise Refusal("The total refund amount is greater than the refund payment amount", "NA")
        refund = self.give_back(
            name, amount, receipt=asked.get("receipt"), notes=asked.get("notes")
        )
        self.received.append(asked)
        return Reply(content=refund)

    def give_back(self, name: str, amount: int, **noted: Any) -> dict[str, Any]:
        """Give money back, asked by the shop or in Razorpay's own dashboard."""
        row = self.payments[name]
        row["amount_refunded"] += amount
        row["status"] = "refunded" if row["amount_refunded"] == row["amount"] else "captured"
        refund = {
            "id": f"rfnd_{self._name()}",
            "entity": "refund",
            "amount": amount,
            "currency": row["currency"],
            "payment_id": name,
            "status": "processed",
            "created_at": self.now(),
            **noted,
        }
        self.refunds[refund["id"]] = refund
        self._tell("refund.processed", refund=refund, payment=row)
        return refund

    def list_refunds_of(self, _request: Request, name: str) -> Reply:
        return _list([row for row in self.refunds.values() if row["payment_id"] == name][::-1])

    def list_all(self, request: Request, kind: str) -> Reply:
        """The newest first, as Razorpay has it."""
        asked = {name: int(values[0]) for name, values in parse_qs(request.query).items()}
        rows = {"payments": self.payments, "refunds": self.refunds, "settlements": self.settlements}
        first, last = asked.get("from", 0), asked.get("to", 2**40)
        found = [row for row in rows[kind].values() if first <= row["created_at"] <= last]
        return _list(_slice(found[::-1], asked))

    def report(self, request: Request) -> Reply:
        asked = {name: int(values[0]) for name, values in parse_qs(request.query).items()}
        day = (asked["year"], asked["month"], asked["day"])
        rows = [report_row(self, row) for row in [*self.payments.values(), *self.refunds.values()]]
        rows = [row for row in [*rows, *self.adjustments] if _day_of(row["settled_at"]) == day]
        return _list(_slice(rows, asked))

    def settle(self) -> str:
        """Pay out what was received and not paid out yet; returns the name of the payout."""
        return settle(self, f"setl_{self._name()}")

    def show_page(self, request: Request) -> Reply:
        form = request.form
        order = _get(self.orders, form["order_id"])
        text = f"{order['amount']} {order['currency']}"
        hidden = {name: form.get(name, "") for name in ("order_id", "callback_url", "cancel_url")}
        return page("Razorpay", text, "/v1/checkout/pay", CHOICES, **hidden)

    def choose(self, request: Request) -> Reply:
        """A browser is sent back; the script is answered."""
        form = request.form
        row = None if form["action"] == "cancel" else self.pay(form["order_id"], form["action"])
        proof = self._proof(form["order_id"], row)
        if not form.get("callback_url"):
            return Reply(200, proof, {"Access-Control-Allow-Origin": "*"})
        address = (
            form["cancel_url"] or form["callback_url"] if row is None else form["callback_url"]
        )
        return go_to(f"{address}{'&' if '?' in address else '?'}{urlencode(proof)}")

    def script(self, _request: Request) -> Reply:
        return Reply(200, SCRIPT.read_bytes(), {"Content-Type": "text/javascript; charset=utf-8"})

    def pay(self, order_name: str, action: str = "pay", **changes: Any) -> dict[str, Any]:
        """Let the customer try to pay an order; returns the payment."""
        order = _get(self.orders, order_name)
        if order["status"] == "paid":
            raise Refusal("The order has already been paid", "order_already_paid")
        asked = next(
            each for each in reversed(self.received) if each.get("receipt") == order["receipt"]
        )
        row = {
            "id": f"pay_{self._name()}",
            "entity": "payment",
            "amount": order["amount"],
            "currency": order["currency"],
            "status": "authorized",
            "order_id": order_name,
            "method": "card",
            "card": {"last4": "1111", "network": "Visa"},
            "amount_refunded": 0,
            "notes": {},
            "created_at": self.now(),
            **changes,
        }
        self.payments[row["id"]] = row
        reason = self.reasons.pop(0) if self.reasons else ""
        if action == "decline" or reason:
            row |= {"status": "failed", **failed_with(reason or "card_declined")}
            order["status"] = "attempted"
            self._tell("payment.failed", payment=row)
            return row
        order["status"], order["amount_paid"] = "paid", order["amount"]
        self._tell("payment.authorized", payment=row)
        if asked["payment"]["capture"] == "automatic":
            self._take(row)
        return row

    def dispute(self, payment: str, outcome: str = "created") -> None:
        """Let the customer dispute a payment, or let that be decided."""
        row = self.payments[payment]
        dispute = {
            "id": f"disp_{payment[4:]}",
            "payment_id": payment,
            "amount": row["amount"],
            "currency": row["currency"],
            "reason_code": "goods_or_services_not_received",
            "created_at": self.now(),
        }
        if outcome in ("created", "won"):
            name = f"adj_{self._name()}"
            self.adjustments.append(adjustment(self, name, dispute, row, outcome))
        self._tell(f"payment.dispute.{outcome}", payment=row, dispute=dispute)

    def sign(self, event: dict[str, Any], *, is_foreign: bool = False) -> Callback:
        body = json.dumps(event).encode()
        secret = "another" if is_foreign else self.webhook_secret
        headers = {
            "Content-Type": "application/json",
            "X-Razorpay-Signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(),
            "X-Razorpay-Event-Id": hashlib.sha256(body).hexdigest()[:14],
        }
        return Callback(headers, body)

    def with_amount(self, event: dict[str, Any], amount: str) -> None:
        for each in event["payload"].values():
            each["entity"]["amount"] = int(amount)

    def _take(self, row: dict[str, Any]) -> None:
        row["status"] = "captured"
        row["fee"] = row["amount"] * FEE_PER_CENT // 100
        self._tell("payment.captured", payment=row)

    def _tell(self, kind: str, **entities: dict[str, Any]) -> None:
        payload = {name: {"entity": dict(entity)} for name, entity in entities.items()}
        event = {"entity": "event", "account_id": "acc_1", "event": kind}
        self.note({**event, "contains": [*payload], "payload": payload, "created_at": self.now()})

    def _proof(self, order: str, payment: dict[str, Any] | None) -> dict[str, str]:
        """Return what the checkout hands to the shop's page."""
        if payment is None or payment["status"] == "failed":
            return {"error": payment["error_reason"] if payment else "payment_cancelled"}
        signed = f"{order}|{payment['id']}".encode()
        return {
            "razorpay_order_id": order,
            "razorpay_payment_id": payment["id"],
            "razorpay_signature": hmac.new(b"key", signed, hashlib.sha256).hexdigest(),
        }

    def _name(self) -> str:
        return f"Fake{next(self._numbers):010}"


def _get(rows: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    if name not in rows:
        raise Refusal("The id provided does not exist", "input_validation_failed")
    return rows[name]


def _list(rows: list[dict[str, Any]]) -> Reply:
    return Reply(content={"entity": "collection", "count": len(rows), "items": rows})


def _slice(rows: list[dict[str, Any]], asked: dict[str, int]) -> list[dict[str, Any]]:
    skip = asked.get("skip", 0)
    return rows[skip : skip + asked.get("count", 10)]


def _day_of(second: int | None) -> tuple[int, int, int] | None:
    """Return the day in India, which is five and a half hours ahead."""
    if second is None:
        return None
    moment = datetime.fromtimestamp(second + 19_800, UTC)
    return moment.year, moment.month, moment.day


_ID = r"(\w+)"
ROUTES: Final[list[tuple[str, str, Callable[..., Reply]]]] = [
    ("POST", "orders", Razorpay.create),
    ("GET", f"orders/{_ID}", Razorpay.show_order),
    ("GET", f"orders/{_ID}/payments", Razorpay.list_tries),
    ("GET", f"payments/{_ID}", Razorpay.show_payment),
    ("POST", f"payments/{_ID}/capture", Razorpay.capture),
    ("POST", f"payments/{_ID}/refund", Razorpay.refund),
    ("GET", f"payments/{_ID}/refunds", Razorpay.list_refunds_of),
    ("GET", "settlements/recon/combined", Razorpay.report),
    ("GET", "(payments|refunds|settlements)", Razorpay.list_all),
    ("POST", "checkout/embedded", Razorpay.show_page),
    ("POST", "checkout/pay", Razorpay.choose),
    ("GET", "checkout.js", Razorpay.script),
]
