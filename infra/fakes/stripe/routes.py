"""What can be asked of Stripe, and who answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import money
from .intents import Intents
from .state import Account, Object, RefusedError, of_time, page


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what was sent, which ids stand in its path, and who asks."""

    account: Account
    intents: Intents
    form: Object
    ids: tuple[str, ...]
    key: str

    @property
    def is_public(self) -> bool:
        return self.key.startswith("pk_")

    def only_shop(self) -> None:
        if self.is_public:
            raise RefusedError(401, code="secret_key_required", message="Use the secret key.")

    def intent(self, kind: str) -> Object:
        """Return the intent of the path; a browser has to know its secret."""
        found = self.account.get(self.ids[0], kind)
        if self.is_public and self.form.get("client_secret") != found["client_secret"]:
            raise RefusedError(
                400, code=f"{kind}_invalid_parameter", message="The client secret does not match."
            )
        return found


Act = Callable[[Asked], Object]
ROUTES: list[tuple[str, re.Pattern[str], Act]] = []


def route(method: str, path: str) -> Callable[[Act], Act]:
    """Have an act answer requests to that path; `*` stands for an id."""
    pattern = re.compile(path.replace("*", "([^/]+)"))

    def add(act: Act) -> Act:
        ROUTES.append((method, pattern, act))
        return act

    return add


@route("GET", "/v1/balance")
def balance(asked: Asked) -> Object:
    asked.only_shop()
    return {"object": "balance", "livemode": "_live_" in asked.key}


@route("GET", "/v1/account")
def account(asked: Asked) -> Object:
    asked.only_shop()
    if "no_account" in asked.key:
        raise RefusedError(403, message="The key is not good for that.")
    return {
        "id": "acct_1Fake",
        "object": "account",
        "charges_enabled": "closed" not in asked.key,
        "country": "DE",
        "settings": {"dashboard": {"display_name": "A shop"}},
    }


@route("POST", "/v1/customers")
def create_customer(asked: Asked) -> Object:
    asked.only_shop()
    names = ("email", "name", "metadata")
    return asked.account.add("cus", "customer", **{name: asked.form.get(name) for name in names})


@route("GET", "/v1/customers/*/payment_methods")
def list_methods(asked: Asked) -> Object:
    asked.only_shop()
    owner = asked.account.get(asked.ids[0], "customer")["id"]
    rows = [row for row in asked.account.all("payment_method") if row["customer"] == owner]
    return page(rows, asked.form, f"/v1/customers/{owner}/payment_methods")


@route("GET", "/v1/customers/*/payment_methods/*")
def read_method_of(asked: Asked) -> Object:
    asked.only_shop()
    found = asked.account.get(asked.ids[1], "payment_method")
    if found["customer"] != asked.ids[0]:
        raise RefusedError(404, code="resource_missing", message="No such payment_method.")
    return found


@route("POST", "/v1/payment_methods")
def create_method(asked: Asked) -> Object:
    return asked.intents.method(asked.form)


@route("POST", "/v1/payment_methods/*/attach")
def attach(asked: Asked) -> Object:
    asked.only_shop()
    found = asked.intents.find_method(asked.ids[0])
    found["customer"] = asked.account.get(asked.form["customer"], "customer")["id"]
    return found


@route("POST", "/v1/payment_methods/*/detach")
def detach(asked: Asked) -> Object:
    asked.only_shop()
    found = asked.account.get(asked.ids[0], "payment_method")
    found["customer"] = None
    return found


@route("POST", "/v1/payment_intents")
def create_payment(asked: Asked) -> Object:
    asked.only_shop()
    return asked.intents.create(asked.form)


@route("GET", "/v1/payment_intents")
def list_payments(asked: Asked) -> Object:
    asked.only_shop()
    rows = of_time(asked.account.all("payment_intent"), asked.form)
    return page(rows, asked.form, "/v1/payment_intents")


@route("POST", "/v1/setup_intents")
def create_setup(asked: Asked) -> Object:
    asked.only_shop()
    return asked.intents.set_up(asked.form)


def _of_intents(plural: str, kind: str) -> None:
    """The two kinds of intents are read, confirmed and let go of alike."""

    @route("GET", f"/v1/{plural}/*")
    def read(asked: Asked) -> Object:
        return asked.intent(kind)

    @route("POST", f"/v1/{plural}/*/confirm")
    def confirm(asked: Asked) -> Object:
        return asked.intents.confirm(asked.intent(kind), asked.form)

    @route("POST", f"/v1/{plural}/*/cancel")
    def cancel(asked: Asked) -> Object:
        asked.only_shop()
        return asked.intents.cancel(asked.intent(kind), asked.form)


_of_intents("payment_intents", "payment_intent")
_of_intents("setup_intents", "setup_intent")


@route("POST", "/v1/payment_intents/*/capture")
def capture(asked: Asked) -> Object:
    asked.only_shop()
    return asked.intents.capture(asked.intent("payment_intent"), asked.form)


@route("POST", "/v1/refunds")
def create_refund(asked: Asked) -> Object:
    asked.only_shop()

    def card_of(made: Object) -> Any:
        return asked.intents.card_of(made["payment_method"])

    return money.give_back(asked.account, asked.form, card_of)


@route("GET", "/v1/balance_transactions")
def list_balance(asked: Asked) -> Object:
    asked.only_shop()
    rows = of_time(asked.account.all("balance_transaction"), asked.form)
    if payout := asked.form.get("payout"):
        rows = [row for row in rows if row.get("payout_fake") == payout]
    return page(rows, asked.form, "/v1/balance_transactions")


def _list(plural: str, kind: str) -> None:
    @route("GET", f"/v1/{plural}")
    def all_of(asked: Asked) -> Object:
        asked.only_shop()
        rows = of_time(asked.account.all(kind), asked.form)
        if intent := asked.form.get("payment_intent"):
            rows = [row for row in rows if row.get("payment_intent") == intent]
        return page(rows, asked.form, f"/v1/{plural}")

    @route("GET", f"/v1/{plural}/*")
    def one_of(asked: Asked) -> Object:
        asked.only_shop()
        return asked.account.get(asked.ids[0], kind)


_list("charges", "charge")
_list("customers", "customer")
_list("disputes", "dispute")
_list("payouts", "payout")
_list("refunds", "refund")
