"""Orders that are paid in parts: with gift cards, and a method for what is left."""

from decimal import Decimal

import pytest

from commerce.cart.tests.goods import make_product, make_rates
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture
from commerce.tenders.selectors import list_faults
from commerce.tenders.tests.conftest import CODE, make_card  # noqa: F401 a fixture

from .paying import Payer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def payer(api, channel, card_server):  # noqa: F811
    make_rates(channel)
    payer = Payer(api)
    payer.add(make_product(channel, stock=3), 2)
    payer.review()
    return payer


def sums(purse):
    purse.refresh_from_db()
    assert list_faults() == []
    return purse.balance, purse.held


def total_of(payer):
    return Decimal(payer.checkout()["totals"]["total"]["amount"])


def parts():
    rows = PaymentSession.objects.order_by("pk").values_list("gateway", "amount", "state")
    return [(gateway, amount, state) for gateway, amount, state in rows]


def test_a_gift_card_that_covers_all_places_the_order_at_once(payer, make_card):  # noqa: F811
    card, total = make_card("500.00"), total_of(payer)

    body = payer.pay("", gift_cards=[CODE]).json()

    assert body["state"] == "placed"
    assert parts() == [("gift-card", total, "authorised")]
    assert payment_state(Order.objects.get().pk) == "paid"
    assert sums(card) == (Decimal(500) - total, Decimal(0))


def test_what_is_left_is_paid_by_card(payer, card_server, make_card):  # noqa: F811
    card, total = make_card("10.00"), total_of(payer)

    begun = payer.pay(gift_cards=[CODE]).json()

    assert (begun["state"], sums(card)) == ("open", (Decimal(10), Decimal(10)))
    assert parts() == [
        ("gift-card", Decimal(10), "authorised"),
        ("card", total - 10, "waiting"),
    ]
    card_server.authorise(PaymentSession.objects.get(gateway="card").reference)

    done = payer.complete(begun)

    assert done["state"] == "placed"
    assert payment_state(Order.objects.get().pk) == "paid"
    assert sums(card) == (Decimal(0), Decimal(0))


def test_what_is_left_is_owed_by_invoice(payer, make_card):  # noqa: F811
    card, total = make_card("10.00"), total_of(payer)

    body = payer.pay("offline", gift_cards=[CODE]).json()

    assert body["state"] == "placed"
    assert parts() == [
        ("gift-card", Decimal(10), "authorised"),
        ("offline", total - 10, "authorised"),
    ]
    assert sums(card) == (Decimal(0), Decimal(0))


def test_letting_go_frees_the_gift_card(payer, make_card):  # noqa: F811
    card = make_card("10.00")
    begun = payer.pay(gift_cards=[CODE]).json()
    assert sums(card) == (Decimal(10), Decimal(10))

    assert payer.let_go(begun)["state"] == "released"

    assert sums(card) == (Decimal(10), Decimal(0))
    assert {state for *_, state in parts()} == {"cancelled"}


@pytest.mark.parametrize(
    ("method", "codes", "status", "code"),
    [
        ("", [CODE], 409, "total_not_covered"),
        ("card", ["0000-0000-0000-0000"], 404, "gift_card_not_found"),
        ("gift-card", [], 422, "unknown_payment_method"),
    ],
)
def test_what_cannot_pay_is_refused_and_nothing_moves(
    payer,
    make_card,  # noqa: F811
    method,
    codes,
    status,
    code,
):
    card = make_card("10.00")

    answer = payer.pay(method, gift_cards=codes)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert sums(card) == (Decimal(10), Decimal(0))
    assert not PaymentSession.objects.exists()
    assert not Order.objects.exists()
