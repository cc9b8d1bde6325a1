"""Ways to pay that are open or not, and what they cost."""

from decimal import Decimal

import pytest

from commerce.cart.tests.goods import make_charge, make_product, make_rates
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.tenders.models import WaysToPay
from commerce.tenders.selectors.terms import WAYS
from commerce.tenders.services.terms import save_ways

from .checkouts import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(api, channel):
    """Somebody who could pay in cash, for 3 euros."""
    make_rates(channel)
    make_charge(channel, "cash_on_delivery", amount="3.00")
    save_ways(ways=WaysToPay(channel=channel, takes_cash=True, cash_countries=["DE"]))
    customer = Customer(api)
    customer.add(make_product(channel), 1)
    customer.review()
    return customer


def choose(customer, code):
    return customer.call("put", "checkout/payment-method/", {"code": code})


def methods(checkout):
    return {
        method["code"]: method["fee"] and method["fee"]["amount"]
        for method in checkout["payment_methods"]
    }


def total(checkout):
    return Decimal(checkout["totals"]["total"]["amount"])


def test_cash_costs_what_is_shown_reviewed_ordered_and_asked_for(customer):
    before = customer.checkout()
    assert methods(before) == {"offline": None, "bank-transfer": None, "cash-on-delivery": "3.00"}

    after = choose(customer, "cash-on-delivery").json()
    assert (before["payment_method"], after["payment_method"]) == ("", "cash-on-delivery")
    assert total(after) == total(before) + 3
    answer = customer.place(after["fingerprint"], payment_method="cash-on-delivery")

    assert answer.status_code == 201, answer.json()
    order = Order.objects.get()
    assert order.total_incl_tax == total(after)
    assert order.surcharges.get().incl_tax == 3
    session = PaymentSession.objects.get()
    assert (session.amount, session.state) == (total(after), "authorised")


@pytest.mark.parametrize(
    ("chosen", "paid_with"), [("", "cash-on-delivery"), ("cash-on-delivery", "offline")]
)
def test_a_fee_that_was_not_reviewed_is_refused_and_nothing_is_ordered(customer, chosen, paid_with):
    fingerprint = choose(customer, chosen).json()["fingerprint"]

    answer = customer.place(fingerprint, payment_method=paid_with)

    assert (answer.status_code, answer.json()["code"]) == (409, "payment_fee_changed")
    assert not Order.objects.exists()


def test_another_way_takes_the_fee_out_again(customer):
    before = total(customer.checkout())
    choose(customer, "cash-on-delivery")

    assert total(choose(customer, "offline").json()) == before
    assert customer.place(payment_method="offline").status_code == 201


@pytest.mark.parametrize("code", ["cash-on-delivery", "bank-transfer"])
def test_a_way_that_is_closed_is_not_shown_chosen_or_ordered_with(customer, channel, code):
    WaysToPay.objects.update(takes_cash=False, takes_bank_transfer=False)
    WAYS.forget()

    assert code not in methods(customer.checkout())
    assert choose(customer, code).json()["code"] == "payment_method_refused"
    answer = customer.place(payment_method=code)

    assert (answer.status_code, answer.json()["code"]) == (409, "payment_method_refused")
    assert not Order.objects.exists()


@pytest.mark.parametrize("code", ["gift-card", "store-credit", "no-such"])
def test_what_is_no_way_to_choose_is_not_shown_chosen_or_ordered_with(customer, code):
    assert code not in methods(customer.checkout())
    assert choose(customer, code).json()["code"] == "unknown_payment_method"
    assert customer.place(payment_method=code).json()["code"] == "unknown_payment_method"
    assert not Order.objects.exists()
