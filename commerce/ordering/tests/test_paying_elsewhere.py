"""Carts paid through PayPal and Razorpay: from the shop's API to one order and one charge."""

import itertools
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from commerce.cart.models import StockReservation
from commerce.cart.tests.goods import make_product, make_rates
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.enums import Mode
from commerce.integrations.providers import json_calls
from commerce.integrations.providers.paypal import wire
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.ordering.models import Compensation
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.ordering.services.orders import change_order_status
from commerce.oscar.order.models import Order
from commerce.payments.errors import PaymentAmountError
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import refund_payment
from commerce.payments.tests.conftest import euros
from commerce.payments.tests.providers import PROVIDERS

from .paying import Payer, reference_of
from .races import race
from .test_completions import stock
from .test_sweeping import move

pytestmark = pytest.mark.django_db(transaction=True)
TOTAL = Decimal("44.90")


@pytest.fixture(params=[*PROVIDERS])
def at(request, start_fake, monkeypatch):
    wire._tokens.clear()
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(lambda _seconds: None))
    found = PROVIDERS[request.param]()
    found.url = start_fake(found.server)
    return found


@pytest.fixture
def impatient(monkeypatch):
    """Who waits for a provider does not wait long."""
    monkeypatch.setattr(json_calls, "LIMITS", replace(json_calls.LIMITS, read=0.5, body=0.5))


def set_up(at, channel):
    saved = save_configuration(
        provider=at.code, tenant_id=channel.tenant_id, values={**at.values}, mode=Mode.TEST
    )
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)


@pytest.fixture
def configuration(at, channel):
    return set_up(at, channel)


@pytest.fixture
def payer(api, channel, configuration):
    make_rates(channel)
    payer = Payer(api)
    payer.add(make_product(channel, stock=3), 2)
    payer.review()
    return payer


@pytest.fixture
def begun(payer, at):
    """A payment that waits for the customer."""
    answer = payer.pay(at.code)
    assert answer.status_code == 201, answer.json()
    return answer.json()


@pytest.fixture
def tell(api, at, configuration):
    """Post a message to the shop as the provider does; returns the status."""

    def run(number=-1, *, of=configuration, **wrong):
        body, headers = at.message(number, **wrong)
        path = of.callback_url.partition("/api/")[2]
        answer = api.post(f"/api/{path}", body, content_type="application/json", headers=headers)
        return answer.status_code

    return run


@pytest.fixture
def paid(payer, at, begun, deliver):
    """A paid order's payment."""
    at.act(reference_of(begun))
    assert payer.complete(begun)["state"] == "placed"
    deliver()
    return PaymentSession.objects.get()


def entries(*kinds):
    rows = LedgerEntry.objects.exclude(kind__in=["due", "fee"]).order_by("pk")
    return [(row.kind, row.amount) for row in rows if not kinds or row.kind in kinds]


def assert_one_order(at, begun):
    """One order, paid once: here, at the provider, in the ledger and on the shelf."""
    order = Order.objects.get()
    assert (order.number, order.total_incl_tax) == (begun["order_number"], TOTAL)
    assert [amount for _reference, amount in at.charges()] == [TOTAL]
    assert (at.promises(), at.refunds()) == ([], [])
    assert entries() == [("authorised", TOTAL), ("captured", TOTAL)]
    assert payment_state(order.pk) == "paid"
    assert stock() == (3, 2, 0)
    assert check_ledger() == []
    assert not StockReservation.objects.exists()
    assert not Compensation.objects.exists()
    assert not SuspiciousFact.objects.filter(closed_at=None).exists()


def assert_nothing_moved(at, *, held=2):
    """No order, no charge, nothing in the ledger; the goods are held as before."""
    assert not Order.objects.exists()
    assert (at.charges(), at.refunds(), entries()) == ([], [], [])
    assert stock() == (3, None, held)


def test_who_pays_and_comes_back_has_one_order(payer, at, begun, deliver):
    at.act(reference_of(begun))

    first, again = payer.complete(begun), payer.complete(begun)
    deliver()

    assert first["state"] == again["state"] == "placed"
    assert first["order"]["number"] == again["order"]["number"]
    assert_one_order(at, begun)


def test_the_order_can_be_had_on_the_device_on_which_it_was_paid(payer, at, begun, api, deliver):
    session = PaymentSession.objects.get()
    back = at.act(reference_of(begun), back=session.return_url)
    found = urlsplit(back)
    key = parse_qs(found.query)["key"][0]
    assert found.path == f"/en/checkout/payments/{begun['id']}"

    done = api.post(f"/api/v1/checkout/payments/{begun['id']}/complete/?key={key}").json()
    deliver()

    assert done["state"] == "placed"
    assert_one_order(at, begun)
    assert payer.look(begun)["order"]["number"] == done["order"]["number"]


def test_who_goes_back_has_not_paid_and_can_still_pay(payer, at, begun, deliver):
    at.act(reference_of(begun), "cancel")
    assert payer.complete(begun)["state"] == "open"
    assert_nothing_moved(at)

    at.act(reference_of(begun))
    assert payer.complete(begun)["state"] == "placed"
    deliver()

    assert_one_order(at, begun)


def test_who_is_declined_is_told_why_and_pays_in_another_try(payer, at, begun, deliver):
    at.act(reference_of(begun), "decline")
    (payment,) = payer.complete(begun)["payments"]
    assert payment["decline"]["code"] == "refused"
    assert payment["decline"]["message"]
    assert entries("authorised", "captured") == []
    assert (at.charges(), stock()) == ([], (3, None, 2))

    if payment["state"] == "failed":
        begun = payer.pay(at.code).json()
    at.act(reference_of(begun))
    assert payer.complete(begun)["state"] == "placed"
    deliver()

    order = Order.objects.get()
    assert [amount for _reference, amount in at.charges()] == [TOTAL]
    assert entries("authorised", "captured") == [("authorised", TOTAL), ("captured", TOTAL)]
    assert (payment_state(order.pk), stock(), check_ledger()) == ("paid", (3, 2, 0), [])


@pytest.mark.parametrize("step", ["start", "promise", "take"])
def test_a_lost_answer_is_no_second_charge(payer, at, deliver, impatient, step):
    at.lose(step)
    begun = payer.pay(at.code).json()
    deliver()
    begun = payer.look(begun)
    assert begun["payments"][0]["state"] == "waiting"

    at.act(reference_of(begun))
    payer.complete(begun)
    payer.complete(begun)
    deliver()

    assert at.server.troubles == []
    assert_one_order(at, begun)


def test_a_message_before_the_client(payer, at, begun, tell, deliver):
    at.act(reference_of(begun))

    assert tell() == 200
    deliver()

    assert_one_order(at, begun)
    assert payer.complete(begun)["order"]["number"] == begun["order_number"]
    assert_one_order(at, begun)


def test_messages_after_the_client_in_any_order_and_number(payer, at, begun, tell, deliver):
    at.act(reference_of(begun))
    payer.complete(begun)
    deliver()

    numbers = range(len(at.server.events))
    for number in itertools.chain(reversed(numbers), numbers):
        assert tell(number) == 200
        deliver()

    assert_one_order(at, begun)


def test_lost_messages_and_a_closed_tab(payer, at, begun, deliver):
    at.act(reference_of(begun))
    move(look_at=-1, expires_at=-1)

    assert sweep_completions() == 1
    deliver()

    assert_one_order(at, begun)


def test_what_was_let_go_is_not_kept(payer, at, begun, tell, deliver):
    payer.let_go(begun)
    at.act(reference_of(begun))

    assert tell() == 200
    deliver()

    assert payer.complete(begun)["state"] == "released"
    assert not Order.objects.exists()
    assert (at.charges(), stock(), check_ledger()) == ([], (3, None, 0), [])
    assert PaymentSession.objects.get().captured == 0


def test_what_was_promised_for_a_cart_that_changed_is_let_go(payer, at, begun, deliver):
    at.act(reference_of(begun))
    (line,) = payer.checkout()["cart"]["lines"]
    payer.call("patch", f"cart/lines/{line['id']}/", {"quantity": 1})

    gone = payer.complete(begun)
    deliver()

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert not Order.objects.exists()
    assert (at.charges(), stock(), check_ledger()) == ([], (3, None, 0), [])
    assert PaymentSession.objects.get().state == "cancelled"
    assert Compensation.objects.get().promised == TOTAL


def test_client_and_message_at_the_same_moment(payer, at, begun, tell, deliver):
    at.act(reference_of(begun))
    acts = [lambda: payer.complete(begun)["state"], tell]

    answers = race(4, lambda index: acts[index % 2]())
    payer.complete(begun)
    deliver()

    assert Counter(answers)[200] == 2, answers
    assert_one_order(at, begun)


@pytest.mark.parametrize("wrong", ["amount", "is_foreign"])
def test_a_message_that_is_false_moves_nothing(payer, at, begun, tell, deliver, wrong):
    at.promise(reference_of(begun))

    assert tell(**{wrong: at.wrong_amount if wrong == "amount" else True}) == 400
    deliver()

    assert_nothing_moved(at)
    assert SuspiciousFact.objects.filter(reason="other_total").exists() == (wrong == "amount")
    assert payer.complete(begun)["state"] == "placed"


def test_a_message_to_another_account_moves_nothing(at, begun, tell, deliver, other_channel):
    at.promise(reference_of(begun))

    assert tell(of=set_up(at, other_channel)) == 400
    deliver()

    assert_nothing_moved(at)
    assert SuspiciousFact.objects.get().reason == "other_account"


@pytest.mark.parametrize("name", ["pay_01JD40AAAABBBBCCCCDDDDEEEE", "of another shop"])
def test_a_message_of_a_payment_that_nobody_knows_moves_nothing(at, begun, tell, deliver, name):
    at.promise(reference_of(begun))
    at.rename(at.server.events[-1], name)

    assert tell() == 200
    deliver()

    assert_nothing_moved(at)


@pytest.mark.parametrize("days", [-8, 1])
def test_a_message_that_is_stale_or_of_the_future_moves_nothing(at, begun, tell, deliver, days):
    at.shift(days)
    at.act(reference_of(begun))

    assert tell() == 400
    deliver()

    assert_nothing_moved(at)


def test_what_was_agreed_to_for_another_amount_is_not_taken(payer, at, begun, deliver):
    at.change_total(reference_of(begun))
    at.act(reference_of(begun))

    assert payer.complete(begun)["state"] == "open"
    deliver()

    assert_nothing_moved(at)


def test_money_goes_back_in_parts_and_never_more_than_came_in(paid, at, deliver, impatient):
    at.lose("return")
    refund_payment(session_id=paid.pk, amount=euros("4.90"))
    deliver()
    assert payment_state(paid.order_id) == "part_refunded"
    assert at.refunds() == [Decimal("4.90")]

    with pytest.raises(PaymentAmountError):
        refund_payment(session_id=paid.pk, amount=euros("40.01"))
    refund_payment(session_id=paid.pk)
    deliver()

    assert payment_state(paid.order_id) == "refunded"
    assert at.refunds() == [Decimal("4.90"), Decimal("40.00")]
    assert [amount for _kind, amount in entries("refunded")] == at.refunds()
    assert check_ledger() == []


def test_two_refunds_at_once_are_one(paid, at, deliver):
    def give_back(_index):
        try:
            refund_payment(session_id=paid.pk)
        except PaymentAmountError as refusal:
            return refusal.code
        return "asked"

    answers = race(3, give_back)
    deliver()

    assert Counter(answers) == {"asked": 1, "payment_amount_refused": 2}
    assert at.refunds() == [TOTAL]
    assert payment_state(paid.order_id) == "refunded"


def test_a_refund_made_at_the_provider_is_known_here(paid, at, tell, deliver):
    at.give_back(Decimal("10.00"))

    assert [tell(), tell()] == [200, 200]
    deliver()

    assert payment_state(paid.order_id) == "part_refunded"
    assert entries("refunded") == [("refunded", Decimal("10.00"))]
    assert check_ledger() == []


def test_a_cancelled_order_has_its_money_back(paid, at, deliver):
    change_order_status(order_id=paid.order_id, status="cancelled")
    deliver()

    assert at.refunds() == [TOTAL]
    assert payment_state(paid.order_id) == "refunded"
    assert check_ledger() == []


@pytest.mark.parametrize(
    ("outcome", "kind", "state"),
    [("won", "dispute_won", "paid"), ("lost", "dispute_lost", "refunded")],
)
def test_a_dispute_withholds_the_money_until_it_is_decided(
    paid, at, tell, deliver, outcome, kind, state
):
    at.dispute()
    assert tell() == 200
    assert payment_state(paid.order_id) == "disputed"
    with pytest.raises(PaymentAmountError):
        refund_payment(session_id=paid.pk, amount=euros("1"))

    at.dispute(outcome)
    assert [tell(), tell()] == [200, 200]
    deliver()

    assert entries("disputed", kind) == [("disputed", TOTAL), (kind, TOTAL)]
    assert payment_state(paid.order_id) == state
    assert check_ledger() == []
