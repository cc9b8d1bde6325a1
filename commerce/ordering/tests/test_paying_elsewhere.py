"""Carts paid through PayPal and Razorpay: from the shop's API to one order and one charge."""

import itertools
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from commerce.ordering.models import Compensation
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import payment_state

from .elsewhere import TOTAL, assert_nothing_moved, assert_one_order, entries
from .paying import reference_of
from .races import race
from .test_completions import stock
from .test_sweeping import move

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_pays_and_comes_back_has_one_order(buyer, at, begun, deliver):
    at.act(reference_of(begun))

    first, again = buyer.complete(begun), buyer.complete(begun)
    deliver()

    assert first["state"] == again["state"] == "placed"
    assert first["order"]["number"] == again["order"]["number"]
    assert_one_order(at, begun)


def test_the_order_can_be_had_on_the_device_on_which_it_was_paid(buyer, at, begun, api, deliver):
    session = PaymentSession.objects.get()
    back = at.act(reference_of(begun), back=session.return_url)
    found = urlsplit(back)
    key = parse_qs(found.query)["key"][0]
    assert found.path == f"/en/checkout/payments/{begun['id']}"

    done = api.post(f"/api/v1/checkout/payments/{begun['id']}/complete/?key={key}").json()
    deliver()

    assert done["state"] == "placed"
    assert_one_order(at, begun)
    assert buyer.look(begun)["order"]["number"] == done["order"]["number"]


def test_who_goes_back_has_not_paid_and_can_still_pay(buyer, at, begun, deliver):
    at.act(reference_of(begun), "cancel")
    assert buyer.complete(begun)["state"] == "open"
    assert_nothing_moved(at)

    at.act(reference_of(begun))
    assert buyer.complete(begun)["state"] == "placed"
    deliver()

    assert_one_order(at, begun)


def test_who_is_declined_is_told_why_and_pays_in_another_try(buyer, at, begun, deliver):
    at.act(reference_of(begun), "decline")
    (payment,) = buyer.complete(begun)["payments"]
    assert payment["decline"]["code"] == "refused"
    assert payment["decline"]["message"]
    assert entries("authorised", "captured") == []
    assert (at.charges(), stock()) == ([], (3, None, 2))

    if payment["state"] == "failed":
        begun = buyer.pay(at.code).json()
    at.act(reference_of(begun))
    assert buyer.complete(begun)["state"] == "placed"
    deliver()

    order = Order.objects.get()
    assert [amount for _reference, amount in at.charges()] == [TOTAL]
    assert entries("authorised", "captured") == [("authorised", TOTAL), ("captured", TOTAL)]
    assert (payment_state(order.pk), stock(), check_ledger()) == ("paid", (3, 2, 0), [])


@pytest.mark.parametrize("step", ["start", "promise", "take"])
def test_a_lost_answer_is_no_second_charge(buyer, at, deliver, impatient, step):
    at.lose(step)
    begun = buyer.pay(at.code).json()
    deliver()
    begun = buyer.look(begun)
    assert begun["payments"][0]["state"] == "waiting"

    at.act(reference_of(begun))
    buyer.complete(begun)
    buyer.complete(begun)
    deliver()

    assert at.server.troubles == []
    assert_one_order(at, begun)


def test_a_message_before_the_client(buyer, at, begun, tell, deliver):
    at.act(reference_of(begun))

    assert tell() == 200
    deliver()

    assert_one_order(at, begun)
    assert buyer.complete(begun)["order"]["number"] == begun["order_number"]
    assert_one_order(at, begun)


def test_messages_after_the_client_in_any_order_and_number(buyer, at, begun, tell, deliver):
    at.act(reference_of(begun))
    buyer.complete(begun)
    deliver()

    numbers = range(len(at.server.events))
    for number in itertools.chain(reversed(numbers), numbers):
        assert tell(number) == 200
        deliver()

    assert_one_order(at, begun)


def test_lost_messages_and_a_closed_tab(buyer, at, begun, deliver):
    at.act(reference_of(begun))
    move(look_at=-1, expires_at=-1)

    assert sweep_completions() == 1
    deliver()

    assert_one_order(at, begun)


def test_what_was_let_go_is_not_kept(buyer, at, begun, tell, deliver):
    buyer.let_go(begun)
    at.act(reference_of(begun))

    assert tell() == 200
    deliver()

    assert buyer.complete(begun)["state"] == "released"
    assert not Order.objects.exists()
    assert (at.charges(), stock(), check_ledger()) == ([], (3, None, 0), [])
    assert PaymentSession.objects.get().captured == 0
    reports = Compensation.objects.values_list("promised", flat=True)
    assert [*reports] == at.promises(), "what the provider holds is told to staff"


def test_what_was_promised_for_a_cart_that_changed_is_let_go(buyer, at, begun, deliver):
    at.act(reference_of(begun))
    (line,) = buyer.checkout()["cart"]["lines"]
    buyer.call("patch", f"cart/lines/{line['id']}/", {"quantity": 1})

    gone = buyer.complete(begun)
    deliver()

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert not Order.objects.exists()
    assert (at.charges(), stock(), check_ledger()) == ([], (3, None, 0), [])
    assert PaymentSession.objects.get().state == "cancelled"
    assert Compensation.objects.get().promised == TOTAL


def test_client_and_message_at_the_same_moment(buyer, at, begun, tell, deliver):
    at.act(reference_of(begun))
    acts = [lambda: buyer.complete(begun)["state"], tell]

    answers = race(4, lambda index: acts[index % 2]())
    buyer.complete(begun)
    deliver()

    assert Counter(answers)[200] == 2, answers
    assert_one_order(at, begun)
