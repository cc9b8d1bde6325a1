"""Whoever pays, tells, changes or looks at the same moment: one order, one charge, and the stock is right."""

from collections import Counter
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.models import Sum

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.models import StockReservation
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.models import OutboxEvent
from commerce.core.money import Money
from commerce.core.services.outbox import relay
from commerce.ordering.models import Completion
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.ordering.services.orders import follow_capture
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_payment
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture

from .paying import Payer, reference_of, tell
from .races import race

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def payer(api, channel, card_server):  # noqa: F811
    make_rates(channel)
    payer = Payer(api)
    payer.add(make_product(channel, stock=5), 2)
    payer.review()
    return payer


def outcome(answer):
    body = answer.json()
    return answer.status_code, body.get("state") or body.get("code")


def settle():
    """What workers do a while later."""
    relay()
    Completion.objects.update(look_at="2026-01-01T00:00Z")
    sweep_completions()
    relay()


def assert_all_adds_up(card_server):  # noqa: F811
    """Every order is paid once, nothing is paid without one, and stock is what is ordered or held."""
    taken = PaymentSession.objects.aggregate(sum=Sum("captured") - Sum("refunded"))["sum"] or 0
    assert taken == sum(Order.objects.values_list("total_incl_tax", flat=True))
    strays = PaymentSession.objects.filter(order_id=None, completion_id__isnull=False)
    for stray in strays.exclude(state__in=["cancelled", "failed"]):
        assert Completion.objects.get(pk=stray.completion_id).state == "open"
    record = StockRecord.objects.get()
    ordered = Line.objects.aggregate(sum=Sum("quantity"))["sum"] or 0
    held = StockReservation.objects.aggregate(sum=Sum("quantity"))["sum"] or 0
    assert (record.num_allocated or 0, record.num_reserved) == (ordered, held)
    assert Counter(verb for verb, *_rest in card_server.movements)["capture"] <= 1
    assert check_ledger() == []


def test_a_click_that_is_many_begins_one_payment(payer, card_server):  # noqa: F811
    seen = payer.checkout()["fingerprint"]

    answers = race(6, lambda index: outcome(payer.pay(fingerprint=seen, key=f"key-{index}")))

    assert {status for status, _state in answers} == {201}
    assert Completion.objects.filter(state="open").count() == 1
    settle()
    assert PaymentSession.objects.exclude(state="cancelled").count() == 1
    assert StockRecord.objects.get().num_reserved == 2
    assert_all_adds_up(card_server)


def test_an_order_whose_last_parts_come_together_is_told_paid_once(payer):
    payer.pay("bank-transfer")
    session = PaymentSession.objects.get()
    for part in (session.amount - 10, Decimal(10)):
        capture_payment(session_id=session.pk, amount=Money(part, session.currency))

    race(4, lambda _: follow_capture(order_id=session.order_id))
    settle()

    assert OutboxEvent.objects.filter(topic="payments.payment_captured").count() == 2
    assert OutboxEvent.objects.filter(topic="ordering.order_paid").count() == 1


def test_client_message_and_worker_together_make_one_order(payer, card_server, api):  # noqa: F811
    begun = payer.pay().json()
    row = card_server.authorise(reference_of(begun))
    Completion.objects.update(look_at="2026-01-01T00:00Z")

    def act(index):
        match index % 3:
            case 0:
                return payer.complete(begun)["state"]
            case 1:
                return tell(api, row).status_code and relay() and None
        return sweep_completions() and None

    answers = race(9, act)

    assert set(answers) <= {"placed", "open", None, 0}
    settle()
    assert payer.complete(begun)["order"]["states"]["payment"] == "paid"
    assert Order.objects.count() == 1
    assert_all_adds_up(card_server)


def test_two_tabs_with_the_same_cart_order_it_once(payer, card_server):  # noqa: F811
    seen = payer.checkout()["fingerprint"]
    begun = payer.pay(fingerprint=seen).json()
    card_server.authorise(reference_of(begun))

    def act(index):
        if index % 2:
            return payer.complete(begun)["state"]
        return outcome(payer.pay("offline", fingerprint=seen, key=f"tab-{index}"))

    race(4, act)

    settle()
    assert Order.objects.count() == 1
    if PaymentSession.objects.filter(gateway="offline").exists():
        card = PaymentSession.objects.get(gateway="card")
        assert (card.state, card.captured) == ("cancelled", 0)
        record = StockRecord.objects.get()
        assert (record.num_allocated, record.num_reserved) == (2, 0)
        assert check_ledger() == []
    else:
        assert_all_adds_up(card_server)


def test_a_cart_that_changes_meanwhile_is_ordered_as_paid_or_not_at_all(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    card_server.authorise(reference_of(begun))
    (line,) = payer.checkout()["cart"]["lines"]

    def act(index):
        if index % 2:
            return payer.complete(begun)["state"]
        return payer.set_quantity(line["id"], 1 + index).status_code

    race(4, act)

    settle()
    done = payer.look(begun)
    assert done["state"] in ("placed", "released")
    assert Order.objects.count() == (done["state"] == "placed")
    assert_all_adds_up(card_server)


def test_signing_in_while_it_is_paid_loses_neither_order_nor_money(payer, card_server, api):  # noqa: F811
    make_user("ada@example.com")
    begun = payer.pay().json()
    card_server.authorise(reference_of(begun))

    def act(index):
        if index % 2:
            return payer.call("post", f"checkout/payments/{begun['id']}/complete/").status_code
        person = {"email": "ada@example.com", "password": PASSWORD}
        return payer.call("post", "auth/login/", person).status_code

    answers = race(4, act)

    assert 500 not in answers
    settle()
    completion = Completion.objects.get()
    assert completion.state in ("placed", "released")
    assert Order.objects.count() == (completion.state == "placed")
    assert_all_adds_up(card_server)


def test_an_order_that_is_paid_twice_at_once_has_one_payment(payer, card_server):  # noqa: F811
    order = payer.pay("bank-transfer").json()["order"]
    path = f"orders/{order['number']}/payments/?token={order['access_token']}"

    def act(index):
        key = {"Idempotency-Key": uuid4().hex}
        return payer.call("post", path, {"payment_method": "card"}, **key).json()["id"]

    answers = race(6, act)

    assert len(set(answers)) == 1
    (session,) = PaymentSession.objects.filter(gateway="card")
    card_server.authorise(session.reference)
    begun = {"id": answers[0]}
    complete = f"checkout/payments/{begun['id']}/complete/?key={order['access_token']}"
    race(4, lambda _: payer.call("post", complete).status_code)
    settle()
    assert_all_adds_up(card_server)
