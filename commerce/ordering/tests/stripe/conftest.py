"""A shop that takes cards through a local Stripe, a shopper, and the shopper's browser."""

from __future__ import annotations

from decimal import Decimal

import httpx
import pytest

from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.integrations.enums import Mode
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.tests.paying import Payer
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from infra.fakes.stripe import Stripe, money
from infra.fakes.stripe.delivery import SECRET, Knobs, sign

KEYS = {
    "secret_key": "sk_test_right",
    "publishable_key": "pk_test_right",
    "webhook_secret": SECRET,
}
GOOD = "4242424242424242"
ASKS = "4000002760003184"


class Browser:
    """What the script in the shopper's browser asks Stripe for."""

    def __init__(self, url, key=KEYS["publishable_key"]):
        headers = {"Authorization": f"Bearer {key}"}
        self.http = httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=10)

    def confirm(self, completion, number=GOOD, **given):
        """Pay with a card; returns what Stripe answers."""
        return self.confirm_secret(secret_of(completion), number, **given)

    def confirm_secret(self, secret, number=GOOD, **given):
        form = {"type": "card", "card[number]": number, "card[cvc]": "123"}
        method = self.http.post("/v1/payment_methods", data=form).json()
        if "error" in method:
            return method
        asked = {"client_secret": secret, "payment_method": method["id"], "use_stripe_sdk": "true"}
        kind = "setup_intents" if secret.startswith("seti_") else "payment_intents"
        path = f"/v1/{kind}/{secret.split('_secret_')[0]}/confirm"
        return self.http.post(path, data={**asked, **given}).json()

    def answer_bank(self, page, outcome):
        """Say at the bank whether it is really the shopper; returns where that leads."""
        return self.http.post(page, data={"outcome": outcome}).headers.get("Location")


def secret_of(completion):
    (payment,) = completion["payments"]
    return payment["next_step"]["client"]["client_secret"]


def page_of(intent):
    """Return the bank's page that the script shows."""
    return intent["next_action"]["use_stripe_sdk"]["stripe_js"]


class Server(Stripe):
    """Stripe, and what people do in its own dashboard or at their banks."""

    def refund(self, intent, units):
        return money.give_back(
            self.account,
            {"payment_intent": intent["id"], "amount": units},
            lambda made: self.intents.card_of(made["payment_method"]),
        )

    def dispute(self, reason):
        (charge,) = self.account.all("charge")
        return money.dispute(self.account, charge, reason)

    def close(self, dispute, *, is_won):
        money.close_dispute(self.account, dispute, is_won=is_won)


@pytest.fixture
def server(start_fake):
    server = Server()
    server.url = start_fake(server)
    return server


@pytest.fixture
def configuration(channel, server):
    saved = save_configuration(
        provider="stripe", tenant_id=channel.tenant_id, values=KEYS, mode=Mode.TEST
    )
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)


@pytest.fixture
def browser(server):
    browser = Browser(server.url)
    yield browser
    browser.http.close()


@pytest.fixture
def goods(channel):
    make_rates(channel)
    return make_product(channel, stock=50)


@pytest.fixture
def fill(goods):
    """Let a shopper come to the last step of the checkout with two of the goods, 44.90 EUR."""

    def run(api):
        payer = Payer(api)
        payer.goods = goods
        payer.add(goods, 2)
        payer.review()
        return payer

    return run


@pytest.fixture
def payer(api, configuration, fill):
    return fill(api)


@pytest.fixture
def customer(api, configuration, fill):
    """A shopper who is signed in."""
    user = make_user("ada@customers.example")
    api.force_authenticate(user)
    found = fill(api)
    found.user = user
    return found


@pytest.fixture
def tell(api, configuration):
    """Deliver an event as Stripe does; returns the answer."""

    def run(event, **knobs):
        message = sign(event, Knobs(**knobs))
        path = configuration.callback_url.partition("/api/")[2]
        kind = message.headers["Content-Type"]
        headers = {"Stripe-Signature": message.headers["Stripe-Signature"]}
        return api.post(f"/api/{path}", message.body, content_type=kind, headers=headers)

    return run


@pytest.fixture
def tell_all(server, tell, deliver):
    """Deliver everything that Stripe has to tell, and do what follows from it."""

    def run():
        for event in list(server.account.events):
            assert tell(event).status_code == 200, event["type"]
        deliver()

    return run


@pytest.fixture
def stands(server, deliver):
    """Say how it all stands: orders, money held and taken at Stripe, and the sums of our books.

    Whatever has happened, our books add up.
    """

    def run():
        deliver()
        assert check_ledger() == []
        charges = [row for row in server.account.all("charge") if row["status"] == "succeeded"]
        intents = server.account.all("payment_intent")
        held = [row for row in intents if row["status"] in ("requires_capture", "succeeded")]
        taken = sum(row["amount_captured"] - row["amount_refunded"] for row in charges)
        rows = PaymentSession.objects.all()
        return {
            "orders": Order.objects.count(),
            "charges": len(charges),
            "promised": len(held),
            "taken": Decimal(taken) / 100,
            "received": sum(row.captured - row.refunded - row.lost for row in rows),
        }

    return run


PAID = {
    "orders": 1,
    "charges": 1,
    "promised": 1,
    "taken": Decimal("44.90"),
    "received": Decimal("44.90"),
}
NOTHING = {"orders": 0, "charges": 0, "promised": 0, "taken": 0, "received": 0}
