"""Payment Intents and Setup Intents: from the first word to the money."""

from __future__ import annotations

from typing import Any

from . import money
from .cards import TOKENS, Card, describe, read_card, refusal
from .forms import is_yes
from .state import Account, Object, RefusedError

MINIMUMS = {"usd": 50, "eur": 50, "gbp": 30, "jpy": 50, "sek": 300}
PROMISED = ("requires_capture", "succeeded")
# The way to pay whose customer is always sent away.
REDIRECTING = "klarna"


class Intents:
    """What pays and what saves; `numbers` is what a bank knows of each saved method."""

    def __init__(self, account: Account, address: str = "") -> None:
        self.account = account
        self.numbers: dict[str, str] = {}
        self.address = address

    def method(self, fields: Object) -> Object:
        """Keep what somebody has typed. Raises RefusedError for a number that is none."""
        kind = fields.get("type", "card")
        card: Object = fields.get("card") or {}
        if kind == "card" and read_card(card.get("number", "")).bad_number:
            raise RefusedError(402, **refusal("incorrect_number"))
        if kind == "card" and len(str(card.get("cvc", "123"))) < 3:
            raise RefusedError(402, **refusal("incorrect_cvc"))
        details = describe(card) if kind == "card" else {}
        if wallet := fields.get("wallet"):
            details["wallet"] = {"type": wallet}
        made = self.account.add(
            "pm",
            "payment_method",
            billing_details=fields.get("billing_details") or {},
            customer=None,
            metadata={},
            type=kind,
            **{kind: details},
        )
        self.numbers[made["id"]] = "".join(filter(str.isdigit, card.get("number", "")))
        return made

    def find_method(self, reference: str) -> Object:
        """Return a method; the names that programs test with are made on the way."""
        if reference in TOKENS:
            return self.method({"type": "card", "card": {"number": TOKENS[reference]}})
        return self.account.get(reference, "payment_method")

    def card_of(self, method: Object | str) -> Card:
        reference = method if isinstance(method, str) else method["id"]
        return read_card(self.numbers.get(reference, "")) if self.numbers.get(reference) else Card()

    def create(self, asked: Object) -> Object:
        """Begin a payment."""
        amount, currency = int(asked.get("amount", 0)), str(asked.get("currency", "")).lower()
        if amount < MINIMUMS.get(currency, 1):
            raise RefusedError(400, code="amount_too_small", message="The amount is too small.")
        intent = self._begin("pi", "payment_intent", asked)
        intent |= {
            "amount": amount,
            "amount_capturable": 0,
            "amount_received": 0,
            "capture_method": asked.get("capture_method", "automatic_async"),
            "currency": currency,
            "description": asked.get("description"),
            "last_payment_error": None,
            "latest_charge": None,
            "setup_future_usage": asked.get("setup_future_usage"),
        }
        self.account.tell("payment_intent.created", intent)
        return self.confirm(intent, asked) if is_yes(asked.get("confirm")) else intent

    def set_up(self, asked: Object) -> Object:
        """Begin to save a method without a payment."""
        intent = self._begin("seti", "setup_intent", asked)
        intent |= {"last_setup_error": None, "usage": asked.get("usage", "off_session")}
        return self.confirm(intent, asked) if is_yes(asked.get("confirm")) else intent

    def _begin(self, prefix: str, kind: str, asked: Object) -> Object:
        if customer := asked.get("customer"):
            self.account.get(customer, "customer")
        intent = self.account.add(
            prefix,
            kind,
            automatic_payment_methods=asked.get("automatic_payment_methods"),
            canceled_at=None,
            cancellation_reason=None,
            customer=asked.get("customer"),
            metadata=dict(asked.get("metadata") or {}),
            next_action=None,
            payment_method=asked.get("payment_method"),
            payment_method_types=["card", "link", REDIRECTING],
            status="requires_payment_method",
        )
        intent["client_secret"] = f"{intent['id']}_secret_fake{intent['id'][-4:]}"
        return intent

    def confirm(self, intent: Object, asked: Object) -> Object:
        """Try to pay or to save. Raises RefusedError with what the bank says."""
        if intent["status"] not in (
            "requires_payment_method",
            "requires_confirmation",
            "requires_action",
        ):
            raise self._unexpected(intent)
        method = self._method_in(intent, asked)
        owner = method.get("customer")
        if owner and owner != intent["customer"]:
            raise RefusedError(
                400,
                code="payment_method_unexpected_state",
                message="The payment method belongs to another customer.",
            )
        intent |= {"payment_method": method["id"], "next_action": None}
        if future := asked.get("setup_future_usage"):
            intent["setup_future_usage"] = future
        if self._has_to_ask(method):
            return self._ask(intent, asked)
        return self.finish(intent)

    def finish(self, intent: Object) -> Object:
        """Do what was confirmed, after the bank was content with who pays."""
        method = self.account.get(intent["payment_method"], "payment_method")
        intent["next_action"] = None
        card = self.card_of(method)
        if card.decline:
            raise self._refuse(intent, method, card)
        if intent["object"] == "payment_intent":
            self._charge(intent, method, card)
        self._save(intent, method)
        if intent["object"] == "setup_intent":
            intent["status"] = "succeeded"
            self.account.tell("setup_intent.succeeded", intent)
        return intent

    def fail_authentication(self, intent: Object) -> Object:
        """Have the bank not believe who pays."""
        kind = intent["object"]
        error = refusal(
            f"{kind}_authentication_failure", message="We are unable to authenticate your card."
        )
        method = self.account.get(intent["payment_method"])
        self._back_to_start(
            intent, {**error, "type": "invalid_request_error", "payment_method": method}
        )
        return intent

    def capture(self, intent: Object, asked: Object) -> Object:
        if intent["status"] != "requires_capture":
            raise self._unexpected(intent)
        amount = int(asked.get("amount_to_capture") or intent["amount_capturable"])
        if not 0 < amount <= intent["amount_capturable"]:
            raise RefusedError(400, code="amount_too_large", message="More than was authorised.")
        made = self.account.get(intent["latest_charge"])
        money.take(self.account, made, amount, self.card_of(made["payment_method"]))
        intent["metadata"] |= asked.get("metadata") or {}
        intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
        self.account.tell("payment_intent.succeeded", intent)
        return intent

    def cancel(self, intent: Object, asked: Object) -> Object:
        if intent["status"] in ("succeeded", "canceled"):
            raise self._unexpected(intent)
        intent |= {
            "status": "canceled",
            "canceled_at": self.account.now(),
            "cancellation_reason": asked.get("cancellation_reason"),
            "next_action": None,
        }
        if intent["object"] == "payment_intent":
            intent["amount_capturable"] = 0
        self.account.tell(f"{intent['object']}.canceled", intent)
        return intent

    def _method_in(self, intent: Object, asked: Object) -> Object:
        if given := asked.get("payment_method_data"):
            return self.method(given)
        reference = asked.get("payment_method") or intent["payment_method"]
        if not reference:
            raise RefusedError(400, code="parameter_missing", message="There is no payment method.")
        return self.find_method(reference)

    def _has_to_ask(self, method: Object) -> bool:
        if method["type"] == REDIRECTING:
            return True
        asks = self.card_of(method).asks
        return asks == "always" or (asks == "unless saved" and not method["customer"])

    def _ask(self, intent: Object, asked: Object) -> Object:
        """Send the customer to the bank; where nobody is there, the bank refuses."""
        method = self.account.get(intent["payment_method"])
        if is_yes(asked.get("off_session")):
            error = refusal("authentication_required", "authentication_required")
            self._back_to_start(intent, {**error, "payment_method": method})
            raise RefusedError(402, **error, payment_intent=dict(intent))
        page = f"{self.address}/authenticate/{intent['id']}?client_secret={intent['client_secret']}"
        back = asked.get("return_url")
        by_script: Object = {"type": "use_stripe_sdk", "use_stripe_sdk": {"stripe_js": page}}
        by_link: Object = {
            "type": "redirect_to_url",
            "redirect_to_url": {"url": page, "return_url": back},
        }
        is_sent_away = method["type"] == REDIRECTING
        with_script = (is_yes(asked.get("use_stripe_sdk")) and not is_sent_away) or not back
        intent |= {
            "status": "requires_action",
            "next_action": by_script if with_script else by_link,
        }
        self.account.tell(f"{intent['object']}.requires_action", intent)
        return intent

    def _charge(self, intent: Object, method: Object, card: Card) -> None:
        made = money.charge(self.account, intent, method, card, "")
        intent |= {"latest_charge": made["id"], "last_payment_error": None}
        if intent["capture_method"] == "manual":
            intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
            self.account.tell("payment_intent.amount_capturable_updated", intent)
            return
        money.take(self.account, made, intent["amount"], card)
        intent |= {"status": "succeeded", "amount_received": intent["amount"]}
        self.account.tell("payment_intent.succeeded", intent)

    def _save(self, intent: Object, method: Object) -> None:
        keeps = intent.get("setup_future_usage") or intent["object"] == "setup_intent"
        if keeps and intent["customer"]:
            method["customer"] = intent["customer"]

    def _refuse(self, intent: Object, method: Object, card: Card) -> RefusedError:
        error = refusal(card.code, card.decline)
        if intent["object"] == "payment_intent":
            made = money.charge(self.account, intent, method, card, card.decline)
            error["charge"] = intent["latest_charge"] = made["id"]
        self._back_to_start(intent, {**error, "payment_method": method})
        return RefusedError(402, **error, **{intent["object"]: dict(intent)})

    def _back_to_start(self, intent: Object, error: dict[str, Any]) -> None:
        is_payment = intent["object"] == "payment_intent"
        intent |= {"status": "requires_payment_method", "next_action": None, "payment_method": None}
        intent["last_payment_error" if is_payment else "last_setup_error"] = error
        event = "payment_failed" if is_payment else "setup_failed"
        self.account.tell(f"{intent['object']}.{event}", intent)

    def _unexpected(self, intent: Object) -> RefusedError:
        return RefusedError(
            400,
            code=f"{intent['object']}_unexpected_state",
            message=f"This {intent['object']} has a status of {intent['status']}.",
            **{intent["object"]: dict(intent)},
        )
