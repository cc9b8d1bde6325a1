"""Stripe on this computer, and the provider that asks it."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from commerce.core.money import Money
from commerce.integrations.enums import Mode
from commerce.integrations.providers.stripe import Stripe
from commerce.integrations.shapes import SessionFacts
from commerce.integrations.tests.providing import provide
from infra.fakes.stripe import Stripe as StripeServer
from infra.fakes.stripe.delivery import SECRET

PUBLISHABLE = "pk_test_right"


def money(amount, currency="EUR"):
    return Money(Decimal(amount), currency)


def facts(**changes):
    usual = SessionFacts(
        session="pay_01JD40AAAABBBBCCCCDDDDEEEE",
        order_number="R-1001",
        channel_id=1,
        amount=money("20.00"),
        locale="en",
        return_url="https://shop.example/en/checkout/payment/com_1",
        reference="",
        email="anna@customers.example",
    )
    return dataclasses.replace(usual, **changes)


def told(happened):
    """Return of each thing that happened what it is and how much."""
    return [(each.kind.value, str(each.amount)) for each in happened]


@pytest.fixture
def server(start_fake):
    server = StripeServer()
    start_fake(server)
    return server


@pytest.fixture
def build():
    def run(key="sk_test_right", mode=Mode.TEST, **settings):
        usual = {"publishable_key": PUBLISHABLE, "webhook_secret": SECRET}
        return provide(Stripe, mode, secret_key=key, **{**usual, **settings})

    return run


@pytest.fixture
def stripe(channel, waits, build, server):
    return build()


@pytest.fixture
def pay(stripe, server):
    """Begin a payment and pay it with a card, as the script in the browser does; returns its facts."""

    def run(number="4242424242424242", **changes):
        before = facts(**changes)
        step = stripe.start(before, key=f"start-{before.session}")
        intent = server.account.objects[step.reference]
        card = {"number": number, "cvc": "123"}
        server.intents.confirm(intent, {"payment_method_data": {"type": "card", "card": card}})
        return dataclasses.replace(before, reference=step.reference, customer=step.customer)

    return run
