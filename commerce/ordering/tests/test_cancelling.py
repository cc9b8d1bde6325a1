"""Customers cancel their own orders while nothing is packed."""

from uuid import uuid4

import pytest
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates, make_voucher
from commerce.ordering.services.fulfilments import cancel_fulfilment, create_fulfilments
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.voucher.models import Voucher
from commerce.payments.models import LedgerEntry

from .checkouts import EMAIL, Customer
from .test_orders import sign_in, sign_up


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Customer(api)


@pytest.fixture
def order(customer, channel):
    make_voucher(channel, "ONCE")
    customer.add(make_product(channel, stock=5), 2)
    assert customer.voucher("ONCE").status_code == 200
    customer.review()
    customer.placed = customer.place().json()
    return Order.objects.get()


def cancel(customer, number, query="", key=None):
    headers = {"Idempotency-Key": key or uuid4().hex}
    answer = customer.call("post", f"orders/{number}/cancellation/{query}", None, **headers)
    return answer.status_code, answer.json()


def standing():
    """What of orders, stock, vouchers and money a cancellation moves."""
    record, voucher = StockRecord.objects.get(), Voucher.objects.get()
    return (
        Order.objects.get().status,
        record.num_allocated,
        voucher.num_orders,
        sorted(LedgerEntry.objects.values_list("kind", "amount")),
    )


@pytest.mark.parametrize("by", ["token", "email"])
def test_a_guest_cancels_and_everything_is_as_before(customer, order, deliver, by):
    query = f"?{by}={customer.placed['access_token'] if by == 'token' else EMAIL}"
    assert customer.placed["is_cancellable"]

    status, body = cancel(customer, order.number.lower(), query)
    deliver()

    assert (status, body["status"], body["is_cancellable"]) == (200, "cancelled", False)
    assert body["states"] == {
        "order": "cancelled",
        "payment": "cancelled",
        "fulfilment": "unfulfilled",
    }
    told, allocated, used, _entries = standing()
    assert (told, allocated, used) == ("cancelled", 0, 0)
    assert f"Your order {order.number}" in mail.outbox[-1].subject
    assert "cancelled" in mail.outbox[-1].subject
    notes = list(Order.objects.get().notes.values_list("message", flat=True))
    assert "The customer has cancelled this order." in notes


def test_twice_cancels_once(customer, order):
    query = f"?token={customer.placed['access_token']}"
    cancel(customer, order.number, query, key="one")
    before = standing()

    again = cancel(customer, order.number, query, key="one")
    with_another_key = cancel(customer, order.number, query, key="two")

    assert (again[0], with_another_key[0]) == (200, 200)
    assert with_another_key[1]["status"] == "cancelled"
    assert standing() == before
    assert Order.objects.get().notes.filter(message__startswith="The customer").count() == 1


def test_what_is_packed_is_not_cancelled_until_it_is_unpacked(customer, order):
    query = f"?token={customer.placed['access_token']}"
    line = order.lines.get()
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={line.pk: 1})
    before = standing()

    status, body = cancel(customer, order.number, query)

    assert (status, body["code"]) == (409, "order_packed")
    assert standing() == before
    shown = customer.call("get", f"orders/{order.number}/{query}").json()
    assert not shown["is_cancellable"]
    cancel_fulfilment(fulfilment_id=parcel.pk)
    assert cancel(customer, order.number, query)[0] == 200


@pytest.mark.parametrize("query", ["", "?email=mallory@example.com", "?email=", "?token=x:y:z"])
def test_nobody_else_cancels(customer, order, query):
    before = standing()

    not_yours = cancel(customer, order.number, query)
    missing = cancel(customer, "R-0000-0000", query)

    assert (not_yours[0], not_yours[1]["code"]) == (404, "order_not_found")
    assert {**not_yours[1], "instance": ""} == {**missing[1], "instance": ""}
    assert standing() == before


def test_an_account_cancels_its_own_and_no_one_elses(customer, order, channel):
    sign_in(customer, sign_up(customer.api))
    customer.token = None
    customer.add(make_product(channel, "MINE", stock=5))
    customer.review()
    mine = customer.place().json()

    assert cancel(customer, order.number)[0] == 404
    status, body = cancel(customer, mine["number"])

    assert (status, body["status"]) == (200, "cancelled")
    assert Order.objects.get(pk=order.pk).status == "placed"


def test_a_cancellation_needs_a_key_and_is_slowed_down(customer, order):
    without = customer.call("post", f"orders/{order.number}/cancellation/?email={EMAIL}")
    answers = [cancel(customer, f"R-0000-{n:04}", "?email=a@b.de")[0] for n in range(20)]

    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_required")
    assert answers == [404] * 19 + [429]
