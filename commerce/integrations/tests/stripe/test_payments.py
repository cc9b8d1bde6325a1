"""Payments through Stripe's own client, from the first word to the refund."""

import dataclasses

import pytest

from commerce.integrations.enums import Decline, Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    PaymentDeclinedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)
from commerce.integrations.models import ProviderCall
from commerce.integrations.shapes import Authorised, NextStep
from commerce.integrations.tests.providing import refusal
from infra.fakes.stripe.state import RefusedError

from .conftest import PUBLISHABLE, facts, money, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]


def intents(server):
    return server.account.all("payment_intent")


def test_a_payment_waits_for_the_customer_and_is_bound_to_its_session(stripe, server):
    step = stripe.start(facts(), key="payi_1")

    [intent] = intents(server)
    assert step == NextStep(
        reference=intent["id"],
        client={
            "provider": "stripe",
            "publishable_key": PUBLISHABLE,
            "capture_method": "manual",
            "client_secret": intent["client_secret"],
        },
    )
    assert (intent["amount"], intent["currency"]) == (2000, "eur")
    assert intent["capture_method"] == "manual"
    assert intent["metadata"] == {
        "session": "pay_01JD40AAAABBBBCCCCDDDDEEEE",
        "order_number": "R-1001",
    }
    assert intent["automatic_payment_methods"] == {"enabled": "true"}
    assert server.account.all("customer") == []


def test_money_is_taken_at_once_where_the_channel_says_so(pay, stripe, server):
    paid = pay(is_captured_at_once=True)

    [intent] = intents(server)
    assert intent["status"] == "succeeded"
    assert told(stripe.look(paid)) == [
        ("authorised", "20.00 EUR"),
        ("captured", "20.00 EUR"),
        ("fee", "0.55 EUR"),
    ]


def test_what_is_seen_of_a_payment(pay, stripe, server):
    paid = pay()

    [authorised] = stripe.look(paid)
    assert authorised.kind == "authorised"
    assert authorised.amount == authorised.total == money("20.00")
    assert authorised.session == "pay_01JD40AAAABBBBCCCCDDDDEEEE"
    assert authorised.reference == authorised.session_reference == paid.reference
    assert authorised.method == "Visa •••• 4242"
    assert authorised.risk == "normal · 12"


def test_a_capture_is_told_with_the_reference_that_looking_finds(pay, stripe):
    paid = pay()

    reference = stripe.capture(paid, money("20.00"), key="payi_2")

    [captured] = [each for each in stripe.look(paid) if each.kind == "captured"]
    assert (captured.reference, captured.amount) == (reference, money("20.00"))


def test_a_part_is_taken_and_the_rest_let_go(pay, stripe):
    paid = pay()

    stripe.capture(paid, money("12.50"), key="payi_2")

    assert told(stripe.look(paid)) == [
        ("authorised", "20.00 EUR"),
        ("captured", "12.50 EUR"),
        ("cancelled", "7.50 EUR"),
        ("fee", "0.43 EUR"),
    ]
    assert stripe.cancel(paid, key="payi_3") == paid.reference


def test_more_than_was_promised_is_not_taken(pay, stripe, server):
    paid = pay()

    error = refusal(PaymentDeclinedError, lambda: stripe.capture(paid, money("20.01"), key="k"))

    assert error.decline == Decline.AMOUNT_TOO_LARGE
    assert "amount_too_large" in str(error)
    assert server.account.all("balance_transaction") == []


def test_a_payment_is_let_go_of_once(pay, stripe, server):
    paid = pay()

    assert stripe.cancel(paid, key="payi_2") == paid.reference
    assert stripe.cancel(paid, key="payi_9") == paid.reference

    assert told(stripe.look(paid)) == [("cancelled", "20.00 EUR")]
    assert len(server.events_of("payment_intent.canceled")) == 1


def test_what_was_taken_is_not_let_go_of(pay, stripe):
    paid = pay(is_captured_at_once=True)

    error = refusal(PaymentDeclinedError, lambda: stripe.cancel(paid, key="payi_2"))

    assert "payment_intent_unexpected_state" in str(error)


def test_a_payment_that_was_never_begun_is_let_go_of_without_asking(stripe, server):
    assert stripe.cancel(facts(), key="payi_2") == "payi_2"
    assert stripe.look(facts()) == []
    assert server.requests == []


def test_refunds_in_parts_never_come_to_more_than_was_taken(pay, stripe, server):
    paid = pay(is_captured_at_once=True)
    first = stripe.refund(paid, money("5.00"), key="payi_2")
    second = stripe.refund(paid, money("15.00"), key="payi_3")

    error = refusal(PaymentDeclinedError, lambda: stripe.refund(paid, money("0.01"), key="payi_4"))

    assert "charge_already_refunded" in str(error)
    found = {each.reference: each for each in stripe.look(paid) if each.kind == "refunded"}
    assert {name: str(each.amount) for name, each in found.items()} == {
        first: "5.00 EUR",
        second: "15.00 EUR",
    }
    assert {each.session for each in found.values()} == {paid.session}


def test_a_refund_that_the_bank_sends_back_is_told(pay, stripe):
    paid = pay("4000000000005126", is_captured_at_once=True)

    error = refusal(PaymentDeclinedError, lambda: stripe.refund(paid, money("20.00"), key="k"))

    assert str(error) == "expired_or_canceled_card"
    [failed] = [each for each in stripe.look(paid) if each.kind == "not_refunded"]
    assert (failed.amount, failed.note) == (money("20.00"), "expired_or_canceled_card")


def test_a_refund_that_takes_days_counts_as_given(pay, stripe):
    paid = pay("4000000000007726", is_captured_at_once=True)

    reference = stripe.refund(paid, money("20.00"), key="payi_2")

    assert [each.reference for each in stripe.look(paid) if each.kind == "refunded"] == [reference]


@pytest.mark.parametrize(
    ("card", "is_won", "kinds"),
    [
        ("4000000000000259", None, ["disputed"]),
        ("4000000000000259", True, ["disputed", "dispute_won"]),
        ("4000000000000259", False, ["disputed", "dispute_lost"]),
        ("4000000000001976", None, []),
    ],
)
def test_disputes_are_seen_and_an_inquiry_is_none(pay, stripe, server, card, is_won, kinds):
    from infra.fakes.stripe import money as books

    paid = pay(card, is_captured_at_once=True)
    if is_won is not None:
        books.close_dispute(server.account, server.account.all("dispute")[0], is_won=is_won)

    found = [each for each in stripe.look(paid) if each.kind.value.startswith("disput")]

    assert [each.kind.value for each in found] == kinds
    assert {each.amount for each in found} <= {money("20.00")}
    assert {each.session for each in found} <= {paid.session}


def test_what_the_bank_declines_may_be_tried_again(stripe, server):
    step = stripe.start(facts(), key="payi_1")
    [intent] = intents(server)
    card = {"number": "4000000000009995"}
    with pytest.raises(RefusedError):
        server.intents.confirm(intent, {"payment_method_data": {"type": "card", "card": card}})
    begun = facts(reference=step.reference)

    [declined] = stripe.look(begun)

    assert (declined.kind, declined.decline) == ("declined", Decline.INSUFFICIENT_FUNDS)
    assert (declined.amount, declined.note) == (money(0), "insufficient_funds")
    server.intents.confirm(intent, {"payment_method": "pm_card_visa"})
    assert told(stripe.look(begun)) == [("authorised", "20.00 EUR")]


@pytest.mark.parametrize(
    ("operation", "act"),
    [
        ("payment_intents", lambda stripe, paid: stripe.start(facts(), key="payi_7")),
        ("capture", lambda stripe, paid: stripe.capture(paid, money("20.00"), key="payi_7")),
        ("cancel", lambda stripe, paid: stripe.cancel(paid, key="payi_7")),
    ],
)
def test_an_answer_that_is_lost_is_asked_for_again_with_the_same_key(
    impatient, pay, stripe, server, operation, act
):
    paid = pay()
    done = len(server.received)
    server.loses_answers.append(operation)

    refusal(ProviderTimedOutError, lambda: act(stripe, paid))
    answer = act(stripe, paid)

    assert len(server.received) == done + 1
    assert act(stripe, paid) == answer


def test_a_refund_whose_answer_is_lost_is_given_once(impatient, pay, stripe, server):
    paid = pay(is_captured_at_once=True)
    server.loses_answers.append("refunds")

    refusal(ProviderTimedOutError, lambda: stripe.refund(paid, money("5.00"), key="payi_7"))
    reference = stripe.refund(paid, money("5.00"), key="payi_7")

    assert [row["id"] for row in server.account.all("refund")] == [reference]


def test_a_customer_is_made_once_for_what_is_saved(impatient, stripe, server):
    saving = facts(saves_method=True)
    server.loses_answers.append("payment_intents")
    refusal(ProviderTimedOutError, lambda: stripe.start(saving, key="payi_1"))

    step = stripe.start(saving, key="payi_1")

    [customer] = server.account.all("customer")
    [intent] = intents(server)
    assert step.customer == customer["id"] == intent["customer"]
    assert intent["setup_future_usage"] == "off_session"
    assert customer["email"] == "anna@customers.example"


def test_a_known_customer_is_kept(pay, stripe, server):
    customer = server.account.add("cus", "customer")["id"]

    step = stripe.start(facts(saves_method=True, customer=customer), key="payi_1")

    assert step.customer == customer
    assert len(server.account.all("customer")) == 1


@pytest.fixture
def saved(server):
    """A customer with a card that was saved."""

    def run(token):
        customer = server.account.add("cus", "customer")["id"]
        method = server.intents.find_method(token)
        method["customer"] = customer
        return {"customer": customer, "instrument": method["id"]}

    return run


def test_a_saved_card_pays_at_once(stripe, saved, server):
    answer = stripe.start(facts(**saved("pm_card_mastercard")), key="payi_1")

    [intent] = intents(server)
    assert answer == Authorised(
        reference=intent["id"], method="Mastercard •••• 4444", customer=intent["customer"]
    )
    assert intent["status"] == "requires_capture"


def test_a_saved_card_asks_who_is_there(stripe, saved, server):
    step = stripe.start(facts(**saved("pm_card_authenticationRequired")), key="payi_1")

    [intent] = intents(server)
    assert step.url == intent["next_action"]["redirect_to_url"]["url"]
    assert step.client["client_secret"] == intent["client_secret"]
    assert intent["next_action"]["redirect_to_url"]["return_url"] == facts().return_url


def test_a_saved_card_that_asks_is_refused_when_nobody_is_there(stripe, saved):
    given = facts(**saved("pm_card_authenticationRequired"), return_url="")

    error = refusal(PaymentDeclinedError, lambda: stripe.start(given, key="payi_1"))

    assert error.decline == Decline.NOT_AUTHENTICATED


@pytest.mark.parametrize(
    ("token", "decline"),
    [
        ("pm_card_visa_chargeDeclined", Decline.REFUSED),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", Decline.INSUFFICIENT_FUNDS),
        ("pm_card_visa_chargeDeclinedLostCard", Decline.REFUSED),
        ("pm_card_visa_chargeDeclinedStolenCard", Decline.REFUSED),
        ("pm_card_chargeDeclinedExpiredCard", Decline.CARD_EXPIRED),
        ("pm_card_chargeDeclinedIncorrectCvc", Decline.WRONG_SECURITY_CODE),
        ("pm_card_chargeDeclinedProcessingError", Decline.TRY_AGAIN),
        ("pm_card_visa_chargeDeclinedVelocityLimitExceeded", Decline.LIMIT_EXCEEDED),
        ("pm_card_radarBlock", Decline.REFUSED),
    ],
)
def test_a_saved_card_that_is_declined_says_why(stripe, saved, server, token, decline):
    error = refusal(PaymentDeclinedError, lambda: stripe.start(facts(**saved(token)), key="payi_1"))

    assert error.decline == decline
    assert server.account.all("balance_transaction") == []


def test_somebody_elses_card_is_refused(stripe, saved, server):
    theirs = saved("pm_card_visa")
    mine = server.account.add("cus", "customer")["id"]

    for customer in (mine, ""):
        given = facts(**{**theirs, "customer": customer})
        error = refusal(PaymentDeclinedError, lambda: stripe.start(given, key="payi_1"))  # noqa: B023
        assert error.decline == Decline.NOT_SUPPORTED

    assert server.account.all("charge") == []


def test_an_amount_that_cannot_be_paid_is_refused_without_asking(stripe, server):
    error = refusal(
        PaymentDeclinedError, lambda: stripe.start(facts(amount=money("0.49")), key="payi_1")
    )

    assert error.decline == Decline.AMOUNT_TOO_SMALL
    assert server.requests == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("wrong", CredentialsRefusedError),
        ("forbidden", CredentialsRefusedError),
        ("limited", ProviderUnavailableError),
        ("broken", ProviderUnavailableError),
        ("garbled", ProviderUnavailableError),
        ("silent", ProviderUnavailableError),
    ],
)
def test_an_answer_that_is_none_leaves_it_open(
    build, channel, waits, server, impatient, word, kind
):
    error = refusal(kind, lambda: build(f"sk_test_{word}").start(facts(), key="payi_1"))

    assert not isinstance(error, PaymentDeclinedError)


def test_a_key_for_another_request_is_refused(stripe):
    stripe.start(facts(), key="payi_1")

    error = refusal(
        PaymentDeclinedError, lambda: stripe.start(facts(amount=money("21.00")), key="payi_1")
    )

    assert "idempotency_error" in str(error)


def test_the_log_names_the_order_and_holds_no_client_secret(stripe, server):
    step = stripe.start(facts(), key="payi_1")

    row = ProviderCall.objects.get()
    assert (row.operation, row.about) == ("start payment", "R-1001")
    assert step.client["client_secret"] not in f"{row.request}{row.answer}"


def test_live_and_test_are_two_accounts(build, channel, waits, server):
    live = build("sk_live_right", Mode.LIVE, publishable_key="pk_live_right")

    assert live.client_facts()["publishable_key"] == "pk_live_right"
    live.start(dataclasses.replace(facts()), key="payi_1")
    assert intents(server)[0]["livemode"] is True
