"""The database finds orders by states that no row keeps: as the functions of these states tell them."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from django.contrib.auth import get_user_model

from commerce.cart.tests.goods import make_product, make_rates
from commerce.ordering.enums import FulfilmentState
from commerce.ordering.selectors.fulfilments import order_states, orders_as_far
from commerce.ordering.services.fulfilments import (
    create_fulfilments,
    deliver_fulfilment,
    ship_fulfilment,
)
from commerce.oscar.order.models import Order
from commerce.payments.enums import PaymentState, SessionState
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import orders_in_state, payment_states

from .checkouts import Customer

pytestmark = pytest.mark.django_db

# Amounts of ten: authorised, captured, refunded, disputed, lost.
SUMS = (
    *((0, 0, 0, 0, 0), (10, 0, 0, 0, 0), (10, 4, 0, 0, 0), (10, 10, 0, 0, 0)),
    *((10, 10, 3, 0, 0), (10, 10, 10, 0, 0), (10, 10, 3, 7, 0), (10, 10, 3, 0, 7)),
)


def make_session(channel, order_id, state, sums):
    names = ("authorised", "captured", "refunded", "disputed", "lost")
    return PaymentSession.objects.create(
        channel=channel,
        order_id=order_id,
        order_number=f"R-{order_id}",
        gateway="offline",
        state=state,
        currency="EUR",
        amount=Decimal(10),
        locale="en",
        **dict(zip(names, map(Decimal, sums), strict=True)),
    )


@pytest.fixture
def orders(api, channel):
    """One order for each pair of what its two payments came to, and one without any."""
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 1)
    customer.review()
    customer.place()
    PaymentSession.objects.update(order_id=0)
    order = Order.objects.get()
    states = [*((state, sums) for state, sums in product(SessionState.values, SUMS))]
    pairs = [(first, second) for first in states for second in (None, *states[::5])]
    for number, pair in enumerate(pairs, order.pk + 1):
        order.pk, order.number, order.public_id = number, f"R-{number}", f"ord_{number}"
        order.save(force_insert=True)
        for each in filter(None, pair):
            make_session(channel, number, *each)
    return Order.objects.all()


def test_each_state_of_payments_finds_those_that_are_in_it(orders):
    told = payment_states(orders.values_list("pk", flat=True))
    assert set(told.values()) == set(PaymentState)

    for state in PaymentState:
        found = set(orders.filter(orders_in_state(state)).values_list("pk", flat=True))
        assert found == {pk for pk, each in told.items() if each == state}, state


@pytest.fixture
def parcels(api, channel):
    """Orders of two pieces that are as far as goods can be."""
    make_rates(channel)
    goods = make_product(channel, stock=100)
    numbers = []
    for packed, shipped, delivered in (
        *((0, 0, 0), (1, 0, 0), (2, 0, 0), (1, 1, 0), (2, 1, 0), (2, 2, 0), (2, 2, 1), (2, 2, 2)),
        (1, 1, 1),
    ):
        customer = Customer(api)
        customer.add(goods, 2)
        customer.review()
        order = Order.objects.get(number=customer.place().json()["number"])
        numbers.append(order.number)
        line = order.lines.get()
        for _ in range(packed):
            create_fulfilments(order_id=order.pk, quantities={line.pk: 1})
        pks = list(order.fulfilments.order_by("pk").values_list("pk", flat=True))
        for pk in pks[:shipped]:
            ship_fulfilment(fulfilment_id=pk)
        for pk in pks[:delivered]:
            deliver_fulfilment(fulfilment_id=pk)
    return numbers


def test_each_state_of_goods_finds_those_that_are_in_it(parcels):
    rows = Order.objects.prefetch_related("lines", "fulfilments__lines")
    told = {order.number: order_states(order, PaymentState.DUE).fulfilment for order in rows}
    assert set(told.values()) == set(FulfilmentState)

    for state in FulfilmentState:
        found = set(Order.objects.filter(orders_as_far(state)).values_list("number", flat=True))
        assert found == {number for number, each in told.items() if each == state}, state


def test_staff_search_by_both(client, parcels):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    asked = {"payment_state": "authorised", "fulfilment_state": "delivered"}

    page = client.get("/dashboard/orders/", {**asked, "order_number": ""}).content.decode()

    assert [number in page for number in parcels] == [False] * 7 + [True, False]
    assert "Payment: Authorised" in page
    assert "Shipping: Delivered" in page
