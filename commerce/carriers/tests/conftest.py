"""What the tests of labels start from: an order with a packed parcel."""

from datetime import timedelta

import pytest

from commerce.carriers.services import labels as service
from commerce.cart.tests.goods import make_product, make_rates
from commerce.ordering.services.fulfilments import create_fulfilments
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order


@pytest.fixture
def order(api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel, "LAMP", weight=600), 3)
    customer.review()
    customer.place()
    return Order.objects.get()


@pytest.fixture
def parcel(order):
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: 2})
    return parcel


@pytest.fixture
def patient(monkeypatch):
    """Whoever asks again is not told to wait."""
    monkeypatch.setattr(service, "PATIENCE", timedelta(0))
