"""Carts that are paid at a provider: PayPal and Razorpay, each with its local server."""

from dataclasses import replace

import pytest

from commerce.cart.tests.goods import make_product, make_rates
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.providers import json_calls
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.tests.providers import PROVIDERS, set_up

from .paying import Payer, reference_of


@pytest.fixture
def order(order_of_module):
    """The order that the tests of a module have in common, read anew."""
    return Order.objects.get(pk=order_of_module.pk)


@pytest.fixture(params=[*PROVIDERS])
def at(request, start_fake, monkeypatch):
    """The provider, and its customer."""
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(lambda _seconds: None))
    found = PROVIDERS[request.param]()
    found.url = start_fake(found.server)
    return found


@pytest.fixture
def impatient(monkeypatch):
    """Who waits for a provider does not wait long."""
    monkeypatch.setattr(json_calls, "LIMITS", replace(json_calls.LIMITS, read=0.5, body=0.5))


@pytest.fixture
def configuration(at, channel):
    """The shop's settings for it, tested and in use."""
    return set_up(at, channel)


@pytest.fixture
def buyer(api, channel, configuration):
    """Two lamps of three in a cart that was reviewed."""
    make_rates(channel)
    buyer = Payer(api)
    buyer.add(make_product(channel, stock=3), 2)
    buyer.review()
    return buyer


@pytest.fixture
def begun(buyer, at):
    """A payment that waits for the customer."""
    answer = buyer.pay(at.code)
    assert answer.status_code == 201, answer.json()
    return answer.json()


@pytest.fixture
def tell(api, at, configuration):
    """Post a message to the shop as the provider does; returns the status."""

    def run(number=-1, *, of=configuration, **wrong):
        body, headers = at.message(number, **wrong)
        path = of.callback_url.partition("/api/")[2]
        answer = api.post(f"/api/{path}", body, content_type="application/json", headers=headers)
        return answer.status_code

    return run


@pytest.fixture
def paid(buyer, at, begun, deliver):
    """A paid order's payment."""
    at.act(reference_of(begun))
    assert buyer.complete(begun)["state"] == "placed"
    deliver()
    return PaymentSession.objects.get()
