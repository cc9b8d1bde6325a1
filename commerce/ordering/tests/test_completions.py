"""From a reviewed cart over a payment to one order."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.models import StockReservation
from commerce.cart.tests.goods import make_offer, make_product, make_rates
from commerce.core.process_cache import FOR_EVER
from commerce.core.services.outbox import relay
from commerce.ordering.models import Compensation, Completion
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture
from commerce.tenders.selectors.terms import WAYS

from .checkouts import Customer
from .paying import Payer, reference_of, tell

BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def payer(api, channel, card_server):  # noqa: F811
    make_rates(channel)
    payer = Payer(api)
    payer.add(make_product(channel, stock=3), 2)
    payer.review()
    return payer


def stock():
    return StockRecord.objects.values_list("num_in_stock", "num_allocated", "num_reserved").get()


def test_what_nobody_has_to_act_for_is_an_order_at_once(payer):
    answer = payer.pay("offline")

    assert answer.status_code == 201
    body = answer.json()
    assert (body["state"], body["problem"]) == ("placed", None)
    assert body["order"]["number"] == body["order_number"] == Order.objects.get().number
    assert body["order"]["access_token"]
    assert [each["state"] for each in body["payments"]] == ["authorised"]
    assert stock() == (3, 2, 0)
    assert payer.look(body)["order"]["number"] == body["order_number"]


def test_the_customer_is_sent_on_and_the_goods_are_held(payer, card_server):  # noqa: F811
    body = payer.pay().json()

    (payment,) = body["payments"]
    assert (body["state"], body["order"], payment["state"]) == ("open", None, "waiting")
    assert payment["next_step"]["url"] == f"{card_server.url}/pay/payments-1"
    assert stock() == (3, None, 2)
    assert not Order.objects.exists()


def test_the_client_says_that_it_was_paid(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    assert payer.complete(begun)["state"] == "open"
    card_server.authorise(reference_of(begun))

    done = payer.complete(begun)

    order = Order.objects.get()
    assert (done["state"], done["order"]["number"]) == ("placed", begun["order_number"])
    assert order.number == begun["order_number"]
    assert stock() == (3, 2, 0)
    assert not StockReservation.objects.exists()
    assert payment_state(order.pk) == "paid"
    assert [verb for verb, _payment, _amount in card_server.movements] == ["payments", "capture"]
    assert payer.complete(begun)["order"]["number"] == order.number


def test_a_message_places_the_order_that_nobody_came_back_for(payer, card_server, api):  # noqa: F811
    begun = payer.pay().json()
    row = card_server.authorise(reference_of(begun))

    assert tell(api, row).status_code == 200
    assert tell(api, row).status_code == 200
    relay()

    order = Order.objects.get()
    assert payer.look(begun)["state"] == "placed"
    assert LedgerEntry.objects.filter(kind="authorised").count() == 1
    assert payment_state(order.pk) == "paid"


def test_another_payment_of_the_cart_lets_the_first_go(payer, card_server):  # noqa: F811
    first = payer.pay().json()

    second = payer.pay("offline").json()

    gone = payer.look(first)
    assert (gone["state"], gone["problem"]["code"]) == ("released", "replaced")
    assert second["state"] == "placed"
    assert stock() == (3, 2, 0)
    assert [verb for verb, _payment, _amount in card_server.movements] == ["payments", "cancel"]
    assert not Compensation.objects.exists()


def test_what_was_paid_in_another_tab_is_not_paid_twice(payer, card_server):  # noqa: F811
    seen = payer.checkout()["fingerprint"]
    first = payer.pay(fingerprint=seen).json()
    card_server.authorise(reference_of(first))

    second = payer.pay(fingerprint=seen)

    assert second.status_code == 201
    assert second.json()["id"] == first["id"]
    assert second.json()["state"] == "placed"
    assert Order.objects.count() == 1
    assert PaymentSession.objects.count() == 1


def test_the_database_refuses_a_second_payment_under_way_for_a_cart(payer):
    payer.pay()
    another = Completion.objects.get()
    another.pk, another.public_id, another.order_number = None, "com_another", "R-ANOTHER"

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        another.save(force_insert=True)


def test_a_double_click_begins_once(payer, card_server):  # noqa: F811
    seen = payer.checkout()["fingerprint"]

    first = payer.pay(fingerprint=seen, key="same").json()
    again = payer.pay(fingerprint=seen, key="same").json()

    assert first["id"] == again["id"]
    assert again["payments"][0]["state"] == "waiting"
    assert Completion.objects.count() == 1


def test_letting_go_gives_the_goods_back(payer, card_server):  # noqa: F811
    begun = payer.pay().json()

    gone = payer.let_go(begun)

    assert (gone["state"], gone["problem"]["code"]) == ("released", "let_go")
    assert stock() == (3, None, 0)
    assert payer.let_go(begun)["state"] == "released"


def test_a_cart_that_changed_while_it_was_paid_is_not_ordered(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    (line,) = payer.checkout()["cart"]["lines"]
    payer.call("patch", f"cart/lines/{line['id']}/", {"quantity": 1})
    card_server.authorise(reference_of(begun))

    gone = payer.complete(begun)

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert not Order.objects.exists()
    assert stock() == (3, None, 0)
    session = PaymentSession.objects.get()
    assert (session.state, session.captured) == ("cancelled", 0)
    report = Compensation.objects.get()
    assert (report.payment, report.promised, report.reason) == (
        session.public_id,
        session.amount,
        "cart_changed",
    )


def test_another_address_at_the_same_price_is_another_order(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    payer.say_where(city="Hamburg", postcode="20095")
    card_server.authorise(reference_of(begun))

    gone = payer.complete(begun)

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert not Order.objects.exists()


def test_an_order_that_costs_another_amount_than_was_paid_is_not_placed(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    card_server.authorise(reference_of(begun))
    Completion.objects.update(amount=F("amount") - 1)

    gone = payer.complete(begun)

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert not Order.objects.exists()


def test_money_for_what_was_let_go_goes_back(payer, card_server, api):  # noqa: F811
    begun = payer.pay().json()
    row = card_server.authorise(reference_of(begun))
    payer.let_go(begun)

    tell(api, {**row, "kind": "captured"})
    relay()

    session = PaymentSession.objects.get()
    assert (session.captured, session.refunded) == (session.amount, session.amount)
    assert not Order.objects.exists()
    assert Compensation.objects.get().received == session.amount
    relay()
    assert LedgerEntry.objects.filter(kind="refunded").count() == 1


def test_nobody_else_can_buy_what_is_held(payer, api):
    payer.pay()
    other = Customer(api)

    refused = other.add(Product.objects.get(), 2)

    assert StockRecord.objects.get().net_stock_level == 1
    assert (refused.status_code, refused.json()["code"]) == (409, "insufficient_stock")
    other.add(Product.objects.get(), 1)
    other.review()
    assert other.place().status_code == 201
    assert stock() == (3, 1, 2)


def test_a_shopper_sees_their_own_cart_as_before(payer):
    before = payer.checkout()["cart"]["lines"]

    payer.pay()

    assert payer.checkout()["cart"]["lines"] == before


def test_what_costs_nothing_needs_no_payment(payer, channel):
    make_offer(channel, benefit=("Percentage", "100"))
    make_offer(channel, "Free shipping", benefit=("Shipping percentage", "100"))

    body = payer.pay("").json()

    assert (body["state"], body["amount"]["amount"]) == ("placed", "0.00")
    assert payment_state(Order.objects.get().pk) == "paid"


def test_what_is_paid_first_cannot_be_placed_without(payer):
    refused = payer.place(payment_method="card")

    assert (refused.status_code, refused.json()["code"]) == (422, "payment_before_order")
    assert not Order.objects.exists()


def test_somebody_else_sees_nothing(payer, api):
    begun = payer.pay().json()
    other = Payer(api)
    other.token = "x" * 43

    for method, path in (("get", ""), ("delete", ""), ("post", "complete/")):
        answer = other.call(method, f"checkout/payments/{begun['id']}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "completion_not_found")
    assert payer.look(begun)["state"] == "open"


def test_the_way_back_opens_the_payment_on_another_device(payer, api):
    begun = payer.pay().json()
    _, _, key = begun["return_url"].partition(f"/en/checkout/payments/{begun['id']}?key=")
    other = Payer(api)
    other.token = "x" * 43

    answer = other.call("get", f"checkout/payments/{begun['id']}/?key={key}")

    assert (answer.status_code, answer.json()["id"]) == (200, begun["id"])


def test_completing_five_lines_costs_this_many_queries(api, channel, card_server, monkeypatch):  # noqa: F811
    """From the client's word to the money taken: with looking at the provider, and its answers.

    Whatever the clock says: what a process keeps for seconds is kept.
    """
    monkeypatch.setattr(WAYS, "seconds", FOR_EVER)
    make_rates(channel)
    for _first_use_of_a_country_and_a_way_to_pay in range(2):
        payer = Payer(api)
        for number in range(5):
            payer.add(make_product(channel, f"{uuid4()}-{number}", stock=3), 1)
        payer.review()
        begun = payer.pay().json()
        card_server.authorise(reference_of(begun))

        with CaptureQueriesContext(connection) as asked:
            done = payer.complete(begun)

        assert done["order"]["states"]["payment"] == "authorised"
    statements = [each["sql"].split()[0] for each in asked.captured_queries]
    # PostgreSQL writes the order and its rows in one of them.
    expected = 36 if connection.vendor == "postgresql" else 42
    assert len([word for word in statements if word not in BOUNDS]) == expected
    assert len(statements) == expected + 8


def test_placing_one_line_by_invoice_costs_this_many_queries(api, channel, monkeypatch):
    """Whatever the clock says: what a process keeps for seconds is kept."""
    monkeypatch.setattr(WAYS, "seconds", FOR_EVER)
    make_rates(channel)
    for _first_use_of_a_country_and_a_way_to_pay in range(2):
        payer = Payer(api)
        payer.add(make_product(channel, str(uuid4()), stock=100), 1)
        fingerprint = payer.review()["fingerprint"]

        with CaptureQueriesContext(connection) as asked:
            placed = payer.pay("offline", fingerprint=fingerprint).json()

        assert placed["order"]["states"]["payment"] == "authorised"
    statements = [each["sql"].split()[0] for each in asked.captured_queries]
    # PostgreSQL writes three times rows that refer to each other in one statement: the order, its
    # payment, and what is told of both.
    expected = 15 if connection.vendor == "postgresql" else 23
    assert len([word for word in statements if word not in BOUNDS]) == expected


@pytest.mark.parametrize("has_a_cart", [False, True])
def test_whoever_signs_in_while_paying_has_what_they_paid_for(
    payer,
    card_server,  # noqa: F811
    api,
    channel,
    has_a_cart,
):
    make_user("ada@example.com")
    person = {"email": "ada@example.com", "password": PASSWORD}
    access = api.post("/api/v1/auth/login/", person).json()["access"]
    signed_in = {"Authorization": f"Bearer {access}"}
    if has_a_cart:
        other = Customer(api)
        other.add(make_product(channel, "OTHER", stock=3), 1, **signed_in)
    begun = payer.pay().json()
    card_server.authorise(reference_of(begun))

    payer.call("post", "auth/login/", person)
    path = f"checkout/payments/{begun['id']}/complete/"
    done = payer.call("post", path, **signed_in).json()

    assert done["state"] == "placed"
    assert Order.objects.get().lines.get().quantity == 2
    left = api.get("/api/v1/cart/", headers=signed_in).json()["lines"]
    assert [line["sku"] for line in left] == (["OTHER"] if has_a_cart else [])
