"""What Stripe tells of carts that are paid: late, doubled, in any order, never, or falsely."""

import copy
import itertools

import pytest

from commerce.oscar.order.models import Order
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import refund_payment

from .conftest import NOTHING, PAID

pytestmark = pytest.mark.django_db(transaction=True)
SENT = "payment_intent.amount_capturable_updated"


@pytest.fixture
def paid(payer, browser):
    """A cart whose customer has paid and closed the tab."""
    begun = payer.pay("stripe").json()
    browser.confirm(begun)
    return begun


@pytest.fixture
def ordered(payer, paid, stands):
    """An order that was paid, and captured."""
    payer.complete(paid)
    assert stands() == PAID
    return Order.objects.get()


@pytest.mark.parametrize("times", [1, 3])
def test_a_message_is_as_good_as_the_customer(paid, server, tell, stands, times):
    (event,) = server.events_of(SENT)

    answers = [tell(event).json()["outcome"] for _each in range(times)]

    assert answers == ["booked", *["known"] * (times - 1)]
    assert stands() == PAID


def test_messages_in_each_order_come_to_the_same(payer, browser, server, tell, stands):
    """Of every payment another order of its messages, the customer coming back before the last one."""
    kinds = ["payment_intent.created", "charge.succeeded", SENT]
    for number, kinds_told in enumerate(itertools.permutations(kinds), 1):
        before = len(server.account.events)
        begun = payer.pay("stripe").json()
        browser.confirm(begun)
        events = {event["type"]: event for event in server.account.events[before:]}
        for kind in kinds_told[:2]:
            assert tell(events[kind]).status_code == 200
        payer.complete(begun)
        assert tell(events[kinds_told[2]]).status_code == 200
        found = stands()
        assert (found["orders"], found["charges"]) == (number, number)
        assert found["taken"] == found["received"] == number * PAID["taken"]
        for event in reversed(server.account.events[before:]):
            assert tell(event).status_code == 200
        assert stands() == found
        payer.add(payer.goods, 2)
        payer.review()


@pytest.mark.parametrize(
    "falsely",
    [
        {"secret": "whsec_another"},
        {"seconds": -400},
        {"seconds": 400},
        {"account": "acct_1Other"},
        {"mode": "live"},
        {"extra": 1},
        {"extra": -1},
    ],
    ids=lambda knobs: "-".join(map(str, *knobs.items())),
)
def test_what_is_told_falsely_moves_nothing(paid, server, tell, stands, falsely):
    (event,) = server.events_of(SENT)

    answer = tell(event, **falsely)

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert not LedgerEntry.objects.filter(kind="authorised").exists()
    assert {**stands(), "charges": 0, "promised": 0} == NOTHING
    assert SuspiciousFact.objects.exists() == ("extra" in falsely)


def test_a_false_amount_does_not_keep_the_true_one_out(payer, paid, server, tell, stands):
    (event,) = server.events_of(SENT)
    tell(event, extra=100)

    assert payer.complete(paid)["state"] == "placed"

    assert stands() == PAID


@pytest.mark.parametrize("named", ["", "pay_01J00000000000000000000000"])
def test_a_payment_that_is_not_of_this_shop_is_left_alone(payer, server, tell, stands, named):
    other = server.intents.create(
        {"amount": 4490, "currency": "eur", "metadata": {"session": named}}
    )
    card = {"payment_method_data": {"type": "card", "card": {"number": "4242424242424242"}}}
    server.intents.confirm(other, card)

    for event in list(server.account.events):
        answer = tell(event)
        assert (answer.status_code, answer.json()["outcome"] in ("unknown", "known")) == (200, True)

    assert {**stands(), "charges": 0, "promised": 0, "taken": 0} == NOTHING


def test_a_message_that_names_another_payment_moves_neither(
    payer, paid, fill, api, server, tell, stands
):
    """Somebody's own payment, told of as if it were for the cart of somebody else."""
    other = type(payer)(type(api)(SERVER_NAME="testserver"))
    other.add(payer.goods, 2)
    other.review()
    victim = other.pay("stripe").json()
    (event,) = server.events_of(SENT)
    false = copy.deepcopy(event)
    false["id"] = "evt_false"
    false["data"]["object"]["metadata"]["session"] = victim["payments"][0]["id"]

    answer = tell(false)

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert other.complete(victim)["state"] == "open"
    assert payer.complete(paid)["state"] == "placed"
    assert stands() == PAID


def test_messages_of_another_configuration_are_refused(paid, api, server, tell):
    (event,) = server.events_of(SENT)
    path = "/api/v1/payments/webhooks/stripe/cfg_01J00000000000000000000000/"

    assert api.post(path, event, format="json").status_code == 404


def test_webhooks_reach_the_shop_late_and_doubled(paid, server, tell, stands):
    for event in [*server.account.events, *reversed(server.account.events)]:
        tell(event)

    assert stands() == PAID


def test_a_refund_that_was_made_at_stripe_is_known_here(ordered, server, tell_all, stands):
    intent = server.account.all("payment_intent")[0]
    server.refund(intent, 1000)

    tell_all()

    found = stands()
    assert found["taken"] == found["received"] == PAID["taken"] - 10
    assert payment_state(ordered.pk) == "part_refunded"


def test_a_refund_that_comes_back_is_kept_for_people(payer, browser, server, tell_all, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun, "4000000000005126")
    payer.complete(begun)
    assert stands() == PAID

    refund_payment(session_id=PaymentSession.objects.get().pk)
    tell_all()
    tell_all()

    assert stands() == PAID
    assert payment_state(PaymentSession.objects.get().order_id) == "paid"
    fact = SuspiciousFact.objects.get()
    assert (fact.kind, fact.reason, fact.amount) == ("not_refunded", "came_back", PAID["taken"])


@pytest.mark.parametrize(
    ("is_won", "state", "received"), [(True, "paid", PAID["taken"]), (False, "refunded", 0)]
)
def test_a_dispute_is_followed_to_its_end(
    ordered, server, tell_all, stands, is_won, state, received
):
    made = server.dispute("product_not_received")
    tell_all()
    assert payment_state(ordered.pk) == "disputed"

    server.close(made, is_won=is_won)
    tell_all()

    assert payment_state(ordered.pk) == state
    assert stands()["received"] == received


def test_an_inquiry_of_a_bank_takes_no_money(ordered, server, tell_all, stands):
    server.dispute("inquiry")

    tell_all()

    assert payment_state(ordered.pk) == "paid"
    assert stands() == PAID
