"""What Stripe tells by itself is believed only when it is signed, of this account, and of now."""

import json

import pytest

from commerce.integrations.enums import Decline, Mode
from commerce.integrations.errors import CallbackRefusedError
from commerce.integrations.providers.stripe import webhooks
from commerce.integrations.tests.providing import refusal
from infra.fakes.stripe import money as books

from .conftest import facts, money, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]


@pytest.fixture
def read(stripe, server):
    """Read the last event of a type, falsified as the knobs say."""

    def run(kind, **knobs):
        message = server.signed(server.events_of(kind)[-1], **knobs)
        return stripe.read_webhook(message.headers, message.body)

    return run


def test_a_promise_is_told_with_its_total_and_its_message(pay, read, server):
    paid = pay()

    [happened] = read("payment_intent.amount_capturable_updated")

    assert (happened.kind, happened.amount, happened.total) == (
        "authorised",
        money("20.00"),
        money("20.00"),
    )
    assert (happened.session, happened.reference) == (paid.session, paid.reference)
    assert happened.message == server.events_of("payment_intent.amount_capturable_updated")[0]["id"]


def test_a_charge_tells_the_card_and_the_risk(pay, read):
    pay("4000000000009235")

    [happened] = read("charge.succeeded")

    assert (happened.kind, happened.method) == ("authorised", "Visa •••• 9235")
    assert happened.risk == "elevated · 68"


def test_whoever_tells_of_one_movement_names_it_alike(pay, read, stripe):
    paid = pay()
    reference = stripe.capture(paid, money("20.00"), key="payi_2")

    found = [
        each
        for kind in ("payment_intent.succeeded", "charge.captured", "charge.updated")
        for each in read(kind)
    ]

    assert {(each.kind.value, each.reference) for each in found} == {
        ("authorised", paid.reference),
        ("captured", reference),
    }
    assert {each.amount for each in found} == {money("20.00")}


def test_a_refund_made_in_stripes_dashboard_names_the_payment_by_its_reference(pay, read, server):
    paid = pay(is_captured_at_once=True)
    books.give_back(
        server.account,
        {"payment_intent": paid.reference, "amount": "500"},
        lambda made: server.intents.card_of(made["payment_method"]),
    )

    [happened] = read("refund.created")

    assert (happened.kind, happened.amount) == ("refunded", money("5.00"))
    assert (happened.session, happened.session_reference) == ("", paid.reference)


def test_a_refund_that_failed_is_told(pay, read, stripe):
    paid = pay("4000000000005126", is_captured_at_once=True)
    with pytest.raises(Exception, match="expired_or_canceled_card"):
        stripe.refund(paid, money("20.00"), key="payi_2")

    assert told(read("refund.failed")) == [("not_refunded", "20.00 EUR")]


@pytest.mark.parametrize(
    ("kind", "is_won", "kinds"),
    [
        ("charge.dispute.created", None, ["disputed"]),
        ("charge.dispute.funds_withdrawn", None, ["disputed"]),
        ("charge.dispute.closed", True, ["disputed", "dispute_won"]),
        ("charge.dispute.funds_reinstated", True, ["disputed", "dispute_won"]),
        ("charge.dispute.closed", False, ["disputed", "dispute_lost"]),
    ],
)
def test_disputes_name_the_payment(pay, read, server, kind, is_won, kinds):
    paid = pay("4000000000000259", is_captured_at_once=True)
    if is_won is not None:
        books.close_dispute(server.account, server.account.all("dispute")[0], is_won=is_won)

    found = read(kind)

    assert [each.kind.value for each in found] == kinds
    assert {each.session_reference for each in found} == {paid.reference}
    assert {each.note for each in found} == {"fraudulent"}


def test_an_inquiry_moves_nothing(pay, read):
    pay("4000000000001976", is_captured_at_once=True)

    assert read("charge.dispute.created") == []


def test_a_try_that_failed_says_why_and_ends_nothing(pay, read):
    with pytest.raises(Exception, match="card_declined"):
        pay("4000000000009995")

    [happened] = read("payment_intent.payment_failed")

    assert (happened.kind, happened.decline) == ("declined", Decline.INSUFFICIENT_FUNDS)
    assert happened.method == "Visa •••• 9995"
    assert read("charge.failed") == []


def test_what_was_let_go_is_told(pay, read, stripe):
    stripe.cancel(pay(), key="payi_2")

    assert told(read("payment_intent.canceled")) == [("cancelled", "20.00 EUR")]


def test_events_that_move_no_money_are_heard_without_a_word(stripe, read):
    stripe.start(facts(), key="payi_1")

    assert read("payment_intent.created") == []


@pytest.mark.parametrize(
    ("knobs", "sentence"),
    [
        ({"secret": "whsec_wrong"}, CallbackRefusedError.sentence),
        ({"seconds": -310}, webhooks.STALE),
        ({"seconds": 310}, webhooks.STALE),
        ({"mode": "live"}, webhooks.OTHER_MODE),
        ({"account": "acct_other"}, webhooks.OTHER_ACCOUNT),
    ],
)
def test_what_is_not_ours_is_refused(pay, read, knobs, sentence):
    pay()

    error = refusal(CallbackRefusedError, lambda: read("charge.succeeded", **knobs))

    assert error.sentence == sentence


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"{}"),
        ({"Stripe-Signature": ""}, b"{}"),
        ({"Stripe-Signature": "t=1,v1=aa"}, b"{}"),
        ({"Stripe-Signature": "t=x,v1="}, b"{}"),
        ({"Stripe-Signature": "v1=aa"}, b"\xff"),
    ],
)
def test_what_is_not_signed_is_refused(stripe, headers, body):
    refusal(CallbackRefusedError, lambda: stripe.read_webhook(headers, body))


@pytest.mark.parametrize(
    "event",
    [
        b"[]",
        b"null",
        b'{"half',
        b'{"livemode": false, "type": "charge.captured", "data": {"object": {"id": 1, "status": '
        b'"succeeded", "payment_intent": "pi_1"}}}',
    ],
)
def test_what_is_signed_and_makes_no_sense_is_refused(stripe, server, event, monkeypatch):
    monkeypatch.setattr(json, "dumps", lambda *_args, **_options: event.decode())
    message = server.signed({"data": {"object": {}}})

    refusal(CallbackRefusedError, lambda: stripe.read_webhook(message.headers, message.body))


def test_one_byte_that_is_another_is_noticed(pay, stripe, server):
    pay()
    message = server.signed(server.events_of("charge.succeeded")[0])
    body = message.body.replace(b"2000", b"9000", 1)

    refusal(CallbackRefusedError, lambda: stripe.read_webhook(message.headers, body))


def test_without_a_signing_secret_nothing_is_believed(build, waits, server):
    provider = build(webhook_secret="")

    error = refusal(CallbackRefusedError, lambda: provider.read_webhook({}, b"{}"))

    assert error.sentence == webhooks.NOT_SET_UP


def test_a_live_shop_does_not_hear_of_tests(build, waits, server, pay):
    pay()
    live = build("sk_live_right", Mode.LIVE, publishable_key="pk_live_right")
    message = server.signed(server.events_of("charge.succeeded")[0])

    error = refusal(CallbackRefusedError, lambda: live.read_webhook(message.headers, message.body))

    assert error.sentence == webhooks.OTHER_MODE
