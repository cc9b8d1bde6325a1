"""Stripe's own mock, made of its published interface, accepts each call as it is written."""

import dataclasses
import datetime
import json

import pytest

from commerce.core.http import send
from commerce.integrations.shapes import Authorised, NextStep
from infra.services.addresses import ADDRESSES

from .conftest import facts, money

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.stripe_mock,
    pytest.mark.usefixtures("channel", "waits"),
]


@pytest.fixture
def mocked(build, settings):
    settings.PROVIDER_ADDRESSES = {"stripe": ADDRESSES["stripe-mock"].url}
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    return build("sk_test_123")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"is_captured_at_once": True},
        {"saves_method": True},
        {"customer": "cus_1", "saves_method": True},
        {"customer": "cus_1", "instrument": "pm_1"},
        {"customer": "cus_1", "instrument": "pm_1", "return_url": ""},
        {"amount": money(500, "JPY")},
    ],
)
def test_payments_are_begun(mocked, changes):
    assert isinstance(mocked.start(facts(**changes), key="payi_1"), NextStep | Authorised)


def test_payments_are_moved(mocked):
    begun = facts(reference="pi_1")

    assert mocked.capture(begun, money("12.00"), key="payi_1")
    assert mocked.cancel(begun, key="payi_2") == "pi_1"
    assert mocked.refund(begun, money("5.00"), key="payi_3")
    assert isinstance(mocked.look(begun), list)


def test_books_and_saved_methods_are_read(mocked):
    now = datetime.datetime.now(datetime.UTC)

    assert isinstance(list(mocked.list_movements(now - datetime.timedelta(1), now)), list)
    assert isinstance(mocked.list_saved("cus_1"), list)
    mocked.forget_saved("cus_1", "pm_1")


def test_a_method_is_saved_without_paying(mocked):
    assert mocked.introduce("anna@customers.example", key="conf_1-1")
    assert mocked.begin_saving("cus_1", key="save_1").client["client_secret"]


def ask(url, path, key):
    return json.loads(send("GET", url + path, headers={"Authorization": f"Bearer {key}"}).body)


def shape(found):
    """Return the kinds of all members, whatever their values are."""
    return {name: type(value).__name__ for name, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("plural", "kind"),
    [
        ("payment_intents", "payment_intent"),
        ("charges", "charge"),
        ("refunds", "refund"),
        ("disputes", "dispute"),
        ("payouts", "payout"),
        ("customers", "customer"),
    ],
)
def test_the_local_server_answers_in_the_shapes_of_the_mock(
    mocked, stripe, server, pay, plural, kind, settings
):
    paid = pay("4000000000000259", is_captured_at_once=True, saves_method=True)
    stripe.refund(dataclasses.replace(paid), money("5.00"), key="payi_2")
    from infra.fakes.stripe import money as books

    books.pay_out(server.account)
    [found, *_more] = server.account.all(kind)
    url = ADDRESSES["stripe-mock"].url
    wanted = shape(ask(url, f"/v1/{plural}/{found['id']}", "sk_test_123"))

    mine = {name: kind for name, kind in shape(found).items() if name in wanted}

    assert mine == {name: wanted[name] for name in mine}
    assert len(mine) >= 5
