"""PayPal as far as the shop uses it: tokens, orders, payments, webhooks, disputes, its books.

The page at `/checkoutnow?token=…` plays the customer: they agree, go back, or agree with a card that
is declined. A client ID with `live` or `test` in it is of that world alone, where the service has a
`mode`. Beside the words of `infra.fakes.service` in the secret, `denied` stands for an app that may
not search transactions. `troubles` are for one request each: see `infra.fakes.telling`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qs

from infra.fakes.pages import go_to, page
from infra.fakes.service import Callback, Reply, Request
from infra.fakes.telling import TellingService

from .books import disputed_row, list_rows, moment_of
from .rules import CHOICES, Refusal, check_amount, is_issue, public, shares_of, with_query

SECONDS: Final = 32_400


class PayPal(TellingService):
    """One account with one app. `declines` are issues with which the next payments are refused."""

    name = "paypal"
    webhook_id = "1JE4291016473214C"
    signing_key = b"known to paypal alone"

    def __init__(self, mode: str = "") -> None:
        super().__init__()
        self.mode = mode
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.tokens: dict[str, str] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.payments: dict[str, dict[str, Any]] = {}
        self.rows: list[dict[str, Any]] = []
        self.declines: list[str] = []
        self.most_rows = 10_000
        self.returned_fee = ""
        self._answers: dict[tuple[str, str], Reply] = {}
        self._numbers = itertools.count(1)

    def key_of(self, request: Request) -> str:
        if request.path == "/checkoutnow":
            return "customer"
        if request.path == "/v1/oauth2/token":
            client, secret = request.basic
            other = {"live": "test", "test": "live"}.get(self.mode, "of another world")
            return "" if other in client else f"{secret} {self.trouble_for(request)}".strip()
        secret = self.tokens.get(request.bearer, "")
        return f"{secret} {self.trouble_for(request)}".strip() if secret else ""

    def refuse(self, status: int) -> object:
        return {"name": {401: "AUTHENTICATION_FAILURE"}.get(status, "ERROR"), "debug_id": "f00d"}

    def act(self, request: Request) -> Reply:
        name = (request.path, request.headers.get("paypal-request-id", ""))
        if name in self._answers:
            return self._answers[name]
        try:
            reply = self._route(request)
        except Refusal as refusal:
            details = [{"issue": refusal.issue, "description": "No."}]
            body = {"name": "UNPROCESSABLE_ENTITY", "details": details, "debug_id": "f00d"}
            return Reply(refusal.status, body)
        if name[1]:
            self._answers[name] = reply
        return reply

    def _route(self, request: Request) -> Reply:
        for method, path, act in ROUTES:
            found = re.fullmatch(path, request.path)
            if found and method == request.method:
                return act(self, request, *found.groups())
        raise Refusal("RESOURCE_NOT_FOUND", 404)

    def token(self, request: Request) -> Reply:
        token = f"A21.{next(self._numbers)}.{self.mode or 'any'}-token-of-paypal"
        self.tokens[token] = request.basic[1]
        return Reply(content={"access_token": token, "token_type": "Bearer", "expires_in": SECONDS})

    def create(self, request: Request) -> Reply:
        asked = request.json()
        [unit] = asked["purchase_units"]
        check_amount(unit["amount"])
        reference = self.next_name("ORDER")
        source = asked["payment_source"]["paypal"]
        self.orders[reference] = {
            "id": reference,
            "intent": asked["intent"],
            "status": "PAYER_ACTION_REQUIRED",
            "purchase_units": [{**unit, "reference_id": "default"}],
            "create_time": self.moment(),
            "_context": source.get("experience_context", {}),
        }
        self.received.append(asked)
        page_address = f"http://{request.headers['host']}/checkoutnow?token={reference}"
        links = [{"rel": "payer-action", "href": page_address, "method": "GET"}]
        return Reply(200, {**self._shown(reference), "links": links})

    def show(self, _request: Request, reference: str) -> Reply:
        return Reply(content=self._shown(reference))

    def capture_order(self, _request: Request, reference: str) -> Reply:
        order = self._agreed(reference, "CAPTURE")
        amount = order["purchase_units"][0]["amount"]
        row = self._capture(order, amount, is_final=True)
        order["status"] = "COMPLETED" if row["status"] != "DECLINED" else "APPROVED"
        return Reply(201, self._shown(reference))

    def authorize_order(self, _request: Request, reference: str) -> Reply:
        self.promise(reference)
        return Reply(201, self._shown(reference))

    def promise(self, reference: str) -> None:
        """Promise what the customer has agreed to."""
        order = self._agreed(reference, "AUTHORIZE")
        self._authorize(order, order["purchase_units"][0]["amount"])
        order["status"] = "COMPLETED"

    def capture(self, request: Request, authorization: str) -> Reply:
        asked, row = request.json(), self._payment(authorization)
        check_amount(asked["amount"])
        if row["status"] not in ("CREATED", "PARTIALLY_CAPTURED"):
            is_void = row["status"] == "VOIDED"
            raise Refusal("AUTHORIZATION_VOIDED" if is_void else "AUTHORIZATION_ALREADY_CAPTURED")
        self._decline()
        order = self.orders[row["_order"]]
        taken = row["_taken"] + Decimal(asked["amount"]["value"])
        if taken > Decimal(row["amount"]["value"]):
            raise Refusal("MAX_CAPTURE_AMOUNT_EXCEEDED")
        row["_taken"] = taken
        is_final = asked.get("final_capture", False)
        row["status"] = "CAPTURED" if is_final else "PARTIALLY_CAPTURED"
        return Reply(201, public(self._capture(order, asked["amount"], is_final=is_final)))

    def void(self, _request: Request, authorization: str) -> Reply:
        row = self._payment(authorization)
        if row["status"] == "VOIDED":
            raise Refusal("PREVIOUSLY_VOIDED")
        if row["status"] == "CAPTURED":
            raise Refusal("PREVIOUSLY_CAPTURED")
        row["status"] = "VOIDED"
        self._tell("PAYMENT.AUTHORIZATION.VOIDED", row)
        return Reply(200, public(row))

    def reauthorize(self, request: Request, authorization: str) -> Reply:
        row = self._payment(authorization)
        age = self.now() - datetime.fromisoformat(row["create_time"])
        if age < timedelta(days=3):
            raise Refusal("REAUTHORIZATION_TOO_SOON")
        return Reply(
            201, public(self._authorize(self.orders[row["_order"]], request.json()["amount"]))
        )

    def show_capture(self, _request: Request, capture: str) -> Reply:
        return Reply(content=public(self._payment(capture)))

    def refund(self, request: Request, capture: str) -> Reply:
        asked, row = request.json(), self._payment(capture)
        self._decline()
        made = self.give_back(capture, asked.get("amount") or row["amount"], asked.get("custom_id"))
        self.received.append(asked)
        return Reply(201, public(made))

    def give_back(
        self, capture: str, amount: dict[str, str], custom_id: str | None = None
    ) -> dict[str, Any]:
        """Give money back, asked by the shop or in PayPal's own dashboard."""
        row = self._payment(capture)
        check_amount(amount)
        back = row["_back"] + Decimal(amount["value"])
        if back > Decimal(row["amount"]["value"]):
            raise Refusal("REFUND_AMOUNT_EXCEEDED")
        row["_back"] = back
        part = "" if back == Decimal(row["amount"]["value"]) else "PARTIALLY_"
        row["status"], row["update_time"] = f"{part}REFUNDED", self.moment()
        made = self._add(self.orders[row["_order"]], "refunds", "R", amount, "COMPLETED")
        made["custom_id"] = custom_id
        if self.returned_fee:
            fee = {**amount, "value": self.returned_fee}
            made["seller_payable_breakdown"] = {"gross_amount": amount, "paypal_fee": fee}
        made["links"] = [
            {"rel": "up", "href": f"https://api-m.paypal.com/v2/payments/captures/{capture}"}
        ]
        self._tell("PAYMENT.CAPTURE.REFUNDED", made)
        return made

    def verify(self, request: Request) -> Reply:
        asked = request.json()
        message = request.body.split(b'"webhook_event":', 1)[1][:-1]
        expected = self._signature(asked["transmission_id"], asked["transmission_time"], message)
        is_own = asked["webhook_id"] == self.webhook_id and hmac.compare_digest(
            asked["transmission_sig"], expected
        )
        return Reply(content={"verification_status": "SUCCESS" if is_own else "FAILURE"})

    def show_webhook(self, _request: Request, webhook: str) -> Reply:
        if webhook != self.webhook_id:
            raise Refusal("INVALID_RESOURCE_ID", 404)
        return Reply(content={"id": webhook, "url": "https://shop.example/"})

    def search(self, request: Request) -> Reply:
        if "denied" in self.tokens[request.bearer]:
            return Reply(403, {"name": "NOT_AUTHORIZED"})
        asked = {name: values[0] for name, values in parse_qs(request.query).items()}
        first, last = (datetime.fromisoformat(asked[name]) for name in ("start_date", "end_date"))
        rows = [each for row in self.payments.values() for each in list_rows(row)]
        found = [each for each in [*rows, *self.rows] if first <= moment_of(each) <= last]
        if len(found) > self.most_rows:
            raise Refusal("RESULTSET_TOO_LARGE", 400)
        size, number = int(asked["page_size"]), int(asked["page"])
        body = {
            "transaction_details": found[size * (number - 1) : size * number],
            "total_pages": -(-len(found) // size),
            "page": number,
        }
        return Reply(content=body)

    def show_page(self, request: Request) -> Reply:
        reference = parse_qs(request.query)["token"][0]
        amount = self._order(reference)["purchase_units"][0]["amount"]
        text = f"{amount['value']} {amount['currency_code']}"
        return page("PayPal", text, "/checkoutnow", CHOICES, token=reference)

    def choose(self, request: Request) -> Reply:
        return go_to(self.decide(request.form["token"], request.form["action"]))

    def decide(self, reference: str, action: str = "approve") -> str:
        """Do what the customer has chosen; returns where PayPal sends them."""
        order = self._order(reference)
        context = order["_context"]
        if action == "cancel":
            return with_query(context.get("cancel_url", ""), token=reference)
        if order["status"] == "PAYER_ACTION_REQUIRED":
            order["status"], order["_choice"] = "APPROVED", action
            self._tell("CHECKOUT.ORDER.APPROVED", order)
        return with_query(context.get("return_url", ""), token=reference, PayerID="PAYER1")

    def dispute(self, capture: str, outcome: str = "") -> None:
        """Let the customer dispute a payment, or let that be decided."""
        row = self._payment(capture)
        resource: dict[str, Any] = {
            "dispute_id": f"PP-D-{capture}",
            "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
            "dispute_amount": row["amount"],
            "disputed_transactions": [
                {"seller_transaction_id": capture, "custom": row["custom_id"]}
            ],
            "update_time": self.moment(),
        }
        if outcome:
            resource["dispute_outcome"] = {"outcome_code": outcome}
        if outcome != "RESOLVED_BUYER_FAVOUR":
            self.rows.append(disputed_row(self, row, outcome))
        self._tell(f"CUSTOMER.DISPUTE.{'RESOLVED' if outcome else 'CREATED'}", resource)

    def finish_review(self, capture: str, status: str = "COMPLETED") -> None:
        """Decide what was pending."""
        row = self._payment(capture)
        row["status"], row["update_time"] = status, self.moment()
        self._tell(f"PAYMENT.CAPTURE.{status}", row)

    def sign(self, event: dict[str, Any], *, is_foreign: bool = False) -> Callback:
        body = json.dumps(event, indent=1).encode()
        moment = f"{self.now():%Y-%m-%dT%H:%M:%SZ}"
        signature = self._signature(event["id"], moment, body)
        headers = {
            "Content-Type": "application/json",
            "PAYPAL-TRANSMISSION-ID": event["id"],
            "PAYPAL-TRANSMISSION-TIME": moment,
            "PAYPAL-TRANSMISSION-SIG": f"{'AAAA' if is_foreign else ''}{signature}",
            "PAYPAL-CERT-URL": "https://api.paypal.com/v1/notifications/certs/CERT-1",
            "PAYPAL-AUTH-ALGO": "SHA256withRSA",
        }
        return Callback(headers, body)

    def with_amount(self, event: dict[str, Any], amount: str) -> None:
        event["resource"]["amount"]["value"] = amount

    def _signature(self, name: str, moment: str, body: bytes) -> str:
        signed = f"{name}|{moment}|{self.webhook_id}|{zlib.crc32(body)}"
        return base64.b64encode(
            hmac.digest(self.signing_key, signed.encode(), hashlib.sha256)
        ).decode()

    def _agreed(self, reference: str, intent: str) -> dict[str, Any]:
        order = self._order(reference)
        if order["status"] == "COMPLETED":
            raise Refusal(f"ORDER_ALREADY_{intent}D")
        if order["status"] != "APPROVED":
            raise Refusal("ORDER_NOT_APPROVED")
        if order["_choice"] == "decline":
            raise Refusal("INSTRUMENT_DECLINED")
        self._decline()
        return order

    def _decline(self) -> None:
        if self.declines and is_issue(self.declines[0]):
            raise Refusal(self.declines.pop(0))

    def _capture(
        self, order: dict[str, Any], amount: dict[str, str], *, is_final: bool
    ) -> dict[str, Any]:
        status = "PENDING" if order["_choice"] == "pending" else "COMPLETED"
        code = self.declines.pop(0) if self.declines else ""
        row = self._add(order, "captures", "C", amount, "DECLINED" if code else status)
        row["final_capture"] = is_final
        row["seller_protection"] = {"status": "ELIGIBLE"}
        row["supplementary_data"] = {"related_ids": {"order_id": order["id"]}}
        row["seller_receivable_breakdown"] = shares_of(amount)
        if code:
            row["processor_response"] = {"response_code": code}
        if row["status"] == "PENDING":
            row["status_details"] = {"reason": "PENDING_REVIEW"}
        self._tell(f"PAYMENT.CAPTURE.{row['status']}", row)
        return row

    def _authorize(self, order: dict[str, Any], amount: dict[str, str]) -> dict[str, Any]:
        row = self._add(order, "authorizations", "A", amount, "CREATED")
        row["supplementary_data"] = {"related_ids": {"order_id": order["id"]}}
        self._tell("PAYMENT.AUTHORIZATION.CREATED", row)
        return row

    def _add(
        self, order: dict[str, Any], kind: str, letter: str, amount: dict[str, str], status: str
    ) -> dict[str, Any]:
        unit = order["purchase_units"][0]
        row: dict[str, Any] = {
            "id": self.next_name(letter),
            "status": status,
            "amount": dict(amount),
            "custom_id": unit["custom_id"],
            "invoice_id": unit["invoice_id"],
            "create_time": self.moment(),
            "_order": order["id"],
            "_taken": Decimal(0),
            "_back": Decimal(0),
            "_kind": kind,
        }
        self.payments[row["id"]] = row
        unit.setdefault("payments", {}).setdefault(kind, []).append(row)
        return row

    def _tell(self, kind: str, resource: dict[str, Any]) -> None:
        name = f"WH-{next(self._numbers)}"
        event = {"id": name, "event_type": kind, "create_time": self.moment()}
        self.note({**event, "resource": json.loads(json.dumps(public(resource)))})

    def _order(self, reference: str) -> dict[str, Any]:
        if reference not in self.orders:
            raise Refusal("RESOURCE_NOT_FOUND", 404)
        return self.orders[reference]

    def _payment(self, reference: str) -> dict[str, Any]:
        if reference not in self.payments:
            raise Refusal("RESOURCE_NOT_FOUND", 404)
        return self.payments[reference]

    def _shown(self, reference: str) -> dict[str, Any]:
        shown: dict[str, Any] = public(self._order(reference))
        return shown

    def next_name(self, letters: str) -> str:
        return f"{next(self._numbers)}{letters}".rjust(17, "0")

    def moment(self) -> str:
        return f"{self.now():%Y-%m-%dT%H:%M:%SZ}"


_ID = r"(\w+)"
ROUTES: Final[list[tuple[str, str, Callable[..., Reply]]]] = [
    ("POST", "/v1/oauth2/token", PayPal.token),
    ("POST", "/v2/checkout/orders", PayPal.create),
    ("GET", f"/v2/checkout/orders/{_ID}", PayPal.show),
    ("POST", f"/v2/checkout/orders/{_ID}/capture", PayPal.capture_order),
    ("POST", f"/v2/checkout/orders/{_ID}/authorize", PayPal.authorize_order),
    ("POST", f"/v2/payments/authorizations/{_ID}/capture", PayPal.capture),
    ("POST", f"/v2/payments/authorizations/{_ID}/void", PayPal.void),
    ("POST", f"/v2/payments/authorizations/{_ID}/reauthorize", PayPal.reauthorize),
    ("GET", f"/v2/payments/captures/{_ID}", PayPal.show_capture),
    ("POST", f"/v2/payments/captures/{_ID}/refund", PayPal.refund),
    ("POST", "/v1/notifications/verify-webhook-signature", PayPal.verify),
    ("GET", f"/v1/notifications/webhooks/{_ID}", PayPal.show_webhook),
    ("GET", "/v1/reporting/transactions", PayPal.search),
    ("GET", "/checkoutnow", PayPal.show_page),
    ("POST", "/checkoutnow", PayPal.choose),
]
