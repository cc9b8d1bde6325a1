"""What the tests of payments start from, beside the channel."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from commerce.core.money import Money
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.providers import json_calls
from commerce.payments import registry
from commerce.payments.models import PaymentSession
from commerce.payments.registry import register_gateway
from commerce.payments.services.sessions import open_session

from .card_gateway import CardGateway
from .card_server import CardServer
from .providers import PROVIDERS, set_up

NUMBERS = count(1)


def euros(amount):
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def open_payment(channel):
    """Begin a payment of 100 euros, each of an order of its own."""

    def begin(gateway="offline", amount="100.00", order_id=None):
        order_id = order_id or next(NUMBERS)
        return open_session(
            channel_id=channel.pk,
            order_id=order_id,
            order_number=f"R-{order_id}",
            gateway=gateway,
            amount=euros(amount),
            locale="en",
            return_url=f"https://shop.example/en/orders/R-{order_id}",
        )

    return begin


@pytest.fixture(params=[*PROVIDERS])
def at(request, start_fake):
    """PayPal, then Razorpay, with its customer."""
    found = PROVIDERS[request.param]()
    found.url = start_fake(found.server)
    return found


@pytest.fixture
def server(at):
    return at.server


@pytest.fixture
def configuration(channel, at):
    return set_up(at, channel)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do something, and what follows its commit."""

    def run(act, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return act(**options)

    return run


@pytest.fixture
def begun(configuration, open_payment, commit, at):
    return PaymentSession.objects.get(pk=commit(lambda: open_payment(at.code)).pk)


@pytest.fixture
def pay(at, begun):
    return lambda: at.act(begun.reference)


@pytest.fixture
def post(api, configuration, at, commit):
    """Deliver an event as the provider does; returns the status."""

    def run(number=-1, **wrong):
        body, headers = at.message(number, **wrong)
        path = configuration.callback_url.partition("/api/")[2]
        return commit(
            lambda: api.post(f"/api/{path}", body, content_type="application/json", headers=headers)
        ).status_code

    return run


@pytest.fixture
def impatient(monkeypatch):
    """Who waits for a provider waits for less than a second, and does not pause."""
    monkeypatch.setattr(json_calls, "LIMITS", replace(json_calls.LIMITS, read=0.5, body=0.5))
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(lambda _seconds: None))


@pytest.fixture
def card_server(settings):
    """The card service on its own port, offered by the shop as the gateway `card`."""
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    server = CardServer()
    register_gateway(CardGateway(url=server.url))
    yield server
    registry._gateways.pop("card")
    server.close()
