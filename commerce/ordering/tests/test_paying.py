"""Orders and their payments move together, and neither waits for the other inside a transaction."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.models import OutboxEvent
from commerce.core.money import Money
from commerce.integrations.shapes import PaymentAbilities
from commerce.live.models import LiveMessage
from commerce.ordering.events import OrderStatusChanged
from commerce.ordering.services.orders import change_order_status
from commerce.oscar.order.models import Order
from commerce.oscar.payment.models import Source
from commerce.payments.enums import EntryKind
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.registry import register_gateway
from commerce.payments.selectors import payment_state
from commerce.payments.services.ledger import book
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.payments.tests.card_gateway import CardGateway
from commerce.payments.tests.conftest import card_server, euros  # noqa: F401 a fixture
from commerce.tenders.references import reference_of, shown

from .checkouts import EMAIL, Customer


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    customer.review()
    return customer


@pytest.fixture
def place(customer):
    """Place an order that is paid in some way; return it with its payment."""

    def run(method="offline"):
        answer = customer.place(payment_method=method)
        assert answer.status_code == 201, answer.json()
        order = Order.objects.get()
        return order, PaymentSession.objects.get(order_id=order.pk)

    return run


@pytest.fixture
def later(card_server):  # noqa: F811
    """The card service, for orders that owe the money until it tells of it."""
    register_gateway(CardGateway(url=card_server.url, can=PaymentAbilities(has_webhooks=True)))
    return card_server


pytestmark = pytest.mark.django_db


def test_a_bank_transfer_tells_what_to_do(customer):
    (payment,) = customer.place(payment_method="bank-transfer").json()["payments"]

    order = Order.objects.get()
    assert (payment["state"], payment["status"], payment["entries"]) == ("due", "pending", [])
    assert payment["next_step"] == {
        "url": None,
        "text": "Transfer the amount to our account and name the reference.",
        "reference": shown(reference_of(order.number)),
        "client": {},
    }


def test_the_customer_is_told_which_account_it_is(customer, channel, deliver):
    channel.branding.bank_account = "Reed & Rook\nIBAN DE02 1203"
    channel.branding.save()

    (payment,) = customer.place(payment_method="bank-transfer").json()["payments"]
    deliver()

    assert payment["next_step"]["text"].endswith("name the reference.\nReed & Rook\nIBAN DE02 1203")
    (letter,) = mail.outbox
    html, _kind = letter.alternatives[0]
    reference = shown(reference_of(Order.objects.get().number))
    assert f"Reed & Rook\nIBAN DE02 1203\nReference: {reference}" in letter.body
    assert "Reed &amp; Rook<br />IBAN DE02 1203<br />" in html
    assert f"Reference: {reference}" in html


def test_an_invoice_asks_for_nothing_in_its_letter(customer, deliver):
    customer.place()
    deliver()

    (letter,) = mail.outbox
    assert "\nInvoice\n" in letter.body
    assert "Reference" not in letter.body


@pytest.mark.parametrize("method", ["offline", "bank-transfer"])
def test_marking_as_paid_captures_what_is_left(place, method):
    order, session = place(method)
    boss = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    capture_payment(session_id=session.pk, amount=euros("4.90"))

    change_order_status(order_id=order.pk, status="paid", actor=boss)

    entry = LedgerEntry.objects.filter(kind="captured").last()
    assert (entry.amount, entry.actor) == (Decimal("40.00"), boss)
    assert payment_state(order.pk) == "paid"
    source = Source.objects.get()
    assert source.amount_debited == source.amount_allocated == Decimal("44.90")


def test_an_order_whose_money_has_come_in_is_paid(place, deliver):
    order, session = place("bank-transfer")

    capture_payment(session_id=session.pk, amount=euros("4.90"))
    deliver()
    order.refresh_from_db()
    assert order.status == "placed"

    capture_payment(session_id=session.pk)
    deliver()
    deliver()
    order.refresh_from_db()
    assert order.status == "paid"
    assert OutboxEvent.objects.filter(topic=OrderStatusChanged.topic).count() == 1


def test_cancelling_lets_an_unpaid_order_go(place):
    order, session = place()

    change_order_status(order_id=order.pk, status="cancelled")

    session.refresh_from_db()
    assert (session.state, payment_state(order.pk)) == ("cancelled", "cancelled")


def test_cancelling_a_paid_order_gives_the_money_back(place, api):
    order, session = place()
    change_order_status(order_id=order.pk, status="paid")
    refund_payment(session_id=session.pk, amount=euros("4.90"), note="Late")

    change_order_status(order_id=order.pk, status="cancelled")

    entry = LedgerEntry.objects.last()
    assert (entry.kind, entry.amount) == ("refunded", Decimal("40.00"))
    assert entry.note == "The order was cancelled."
    assert payment_state(order.pk) == "refunded"
    assert Source.objects.get().amount_refunded == Decimal("44.90")
    shown = api.get(f"/api/v1/orders/{order.number}/?email={EMAIL}").json()["payments"][0]
    assert (shown["state"], shown["status"]) == ("refunded", "paid")
    assert [row["kind"] for row in shown["entries"]] == [
        "authorised",
        "captured",
        "refunded",
        "refunded",
    ]


def test_whoever_looks_at_an_order_hears_of_money_that_went_back(place, deliver):
    order, session = place()
    change_order_status(order_id=order.pk, status="paid")
    deliver()
    before = LiveMessage.objects.count()

    refund_payment(session_id=session.pk, amount=euros("4.90"))
    deliver()

    told = LiveMessage.objects.order_by("pk")[before:].values_list("topic", "kind", "body")
    assert list(told) == [(f"order:{order.number}", "order.changed", {"status": "paid"})]


def test_a_card_order_waits_for_the_gateway(place, later, deliver):
    order, session = place("card")
    deliver()
    session.refresh_from_db()
    book(
        session=session,
        kind=EntryKind.AUTHORISED,
        amount=Money(session.amount, "EUR"),
        reference="told",
    )

    change_order_status(order_id=order.pk, status="paid")
    order.refresh_from_db()
    assert (order.status, len(later.movements)) == ("placed", 1)

    deliver()
    order.refresh_from_db()
    assert (order.status, payment_state(order.pk)) == ("paid", "paid")
    assert later.movements[1:] == [("capture", "payments-1", "44.90")]


@pytest.mark.django_db(transaction=True)
def test_the_answer_to_placing_says_where_to_pay(customer, later):
    first = customer.place(payment_method="card", key="same")
    (payment,) = first.json()["payments"]

    assert payment["next_step"] == {
        "url": f"{later.url}/pay/payments-1",
        "text": "",
        "reference": "",
        "client": {},
    }
    session = PaymentSession.objects.get()
    assert session.return_url.endswith(f"?token={first.json()['access_token']}")


@pytest.mark.django_db(transaction=True)
def test_a_repeated_request_is_told_it_too(customer, later):
    seen = customer.checkout()["fingerprint"]
    first = customer.place(seen, payment_method="card", key="same")
    again = customer.place(seen, payment_method="card", key="same")

    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    assert len(later.requests) == 1


@pytest.mark.django_db(transaction=True)
def test_an_order_stands_although_the_gateway_is_away(customer, later, deliver):
    later.breaks.append("payments")

    answer = customer.place(payment_method="card")

    assert answer.status_code == 201
    (payment,) = answer.json()["payments"]
    assert (payment["state"], payment["next_step"]) == ("due", None)
    deliver()
    assert PaymentSession.objects.get().next_step["url"]
