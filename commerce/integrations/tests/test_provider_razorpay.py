"""Payments through Razorpay, to a server that speaks its protocol."""

from dataclasses import replace

import httpx
import pytest

from commerce.integrations.enums import Decline, Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    PaymentDeclinedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)
from commerce.integrations.providers import json_calls
from commerce.integrations.providers.answers import BROKEN, GARBLED, LIMITED
from commerce.integrations.providers.razorpay import Razorpay, keys, movements, refusals
from infra.fakes.razorpay import Razorpay as RazorpayServer

from .paying import facts, money, told
from .providing import provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]

TAKEN = [("authorised", "40.00 INR"), ("captured", "40.00 INR"), ("fee", "0.80 INR")]


@pytest.fixture
def server(start_fake):
    server = RazorpayServer()
    start_fake(server)
    return server


@pytest.fixture
def hurried(monkeypatch):
    """Limits that a test can wait for."""
    monkeypatch.setattr(json_calls, "LIMITS", replace(json_calls.LIMITS, read=0.3, body=0.5))


@pytest.fixture
def begin(server):
    """Start a payment; the facts have its reference then."""

    def run(**changes):
        begun = facts(**{"currency": "INR", **changes})
        return replace(begun, reference=razorpay().start(begun, key="payi_start").reference)

    return run


@pytest.fixture
def promised(server, begin):
    """A payment whose money is promised."""
    begun = begin()
    server.pay(begun.reference)
    return begun


@pytest.fixture
def received(server, begin):
    """A payment whose money was taken at once."""
    begun = begin(is_captured_at_once=True)
    server.pay(begun.reference)
    return begun


def razorpay(word="right", mode=Mode.TEST, **changes):
    usual = {"key_id": "rzp_test_shop", "key_secret": f"secret_{word}_8xKq31Zm"}
    return provide(Razorpay, mode, **{**usual, **changes})


@pytest.mark.parametrize(
    ("settings_of", "sentence"),
    [({"webhook_secret": "hooks"}, keys.CONNECTED), ({}, keys.CONNECTED_UNTOLD)],
)
def test_good_keys_are_told_so(server, settings_of, sentence):
    assert razorpay(**settings_of).test_connection() == sentence
    assert server.received == []


@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("wrong", CredentialsRefusedError, refusals.WRONG_KEYS),
        ("limited", ProviderUnavailableError, LIMITED),
        ("broken", ProviderUnavailableError, BROKEN),
        ("garbled", ProviderUnavailableError, GARBLED),
    ],
)
def test_each_refusal_of_keys_has_its_sentence(server, word, kind, sentence):
    assert refusal(kind, razorpay(word).test_connection).sentence == sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"key_id": "rzp_live_shop"}, keys.LIVE_IN_TEST),
        ({"mode": Mode.LIVE}, keys.TEST_IN_LIVE),
        ({"key_id": "sk_test_1"}, keys.NOT_A_KEY),
        ({"key_id": "rzp_test_a\r\nb"}, keys.NOT_A_KEY),
        ({"key_secret": "a b"}, keys.NOT_A_SECRET),
        ({"key_secret": ""}, keys.NOT_A_SECRET),
    ],
)
def test_what_cannot_be_the_right_key_is_not_even_sent(server, changes, sentence):
    error = refusal(CredentialsRefusedError, razorpay(**changes).test_connection)

    assert error.sentence == sentence
    assert server.requests == []


def test_the_script_gets_the_order_that_names_the_payment(server):
    begun = facts(currency="INR", is_captured_at_once=True)

    step = razorpay().start(begun, key="payi_start")

    [asked] = server.received
    assert (asked["amount"], asked["currency"], asked["receipt"]) == (4000, "INR", begun.session)
    assert asked["payment"]["capture"] == "automatic"
    assert step.client == {
        "provider": "razorpay",
        "key_id": "rzp_test_shop",
        "order_id": step.reference,
        "amount": "4000",
        "currency": "INR",
    }


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [("1234", "JPY", 1234), ("12.3", "INR", 1230), ("1.230", "KWD", 1230)],
)
def test_amounts_are_counted_in_the_smallest_unit(server, amount, currency, units):
    razorpay().start(facts(amount, currency), key="payi_start")

    assert server.received[0]["amount"] == units


@pytest.mark.parametrize(
    ("amount", "currency", "decline"),
    [
        ("40.00", "INR", None),
        ("1.231", "KWD", Decline.CURRENCY_NOT_TAKEN),
        ("40.50", "JPY", Decline.CURRENCY_NOT_TAKEN),
        ("40.00", "ISK", Decline.CURRENCY_NOT_TAKEN),
        ("0.99", "INR", Decline.AMOUNT_TOO_SMALL),
        ("100000000", "INR", Decline.AMOUNT_TOO_LARGE),
    ],
)
def test_what_cannot_be_paid_at_all_is_known_without_asking(server, amount, currency, decline):
    assert razorpay().refusal_of(money(amount, currency)) == decline
    assert server.requests == []


def test_nothing_has_happened_before_the_customer_pays(server, begin):
    assert razorpay().look(begin()) == []


def test_who_pays_is_found_however_often_it_is_looked_at(server, received):
    looks = [razorpay().look(received) for _time in range(2)]

    assert looks[0] == looks[1]
    assert told(looks[0]) == TAKEN
    captured = looks[0][1]
    assert (captured.session, captured.session_reference) == (received.session, received.reference)
    assert (captured.total, captured.method) == (received.amount, "Visa •••• 1111")
    assert captured.reference in server.payments


@pytest.mark.parametrize("reason", [*refusals.REASONS, "something_new"])
def test_each_reason_is_told_in_words_for_the_customer(server, begin, reason):
    begun = begin()
    server.reasons.append(reason)
    server.pay(begun.reference)

    [happened] = razorpay().look(begun)

    assert happened.kind == "declined"
    assert happened.decline == refusals.REASONS.get(reason, Decline.REFUSED)
    assert happened.note == reason


def test_who_was_declined_may_pay_the_same_order(server, begin):
    begun = begin(is_captured_at_once=True)
    server.pay(begun.reference, "decline")
    server.pay(begun.reference)

    assert told(razorpay().look(begun)) == TAKEN


@pytest.mark.parametrize("word", ["wrong", "forbidden", "limited", "broken"])
@pytest.mark.parametrize("step", ["start", "look", "capture", "cancel", "refund"])
def test_each_step_says_that_nothing_is_known(server, promised, step, word):
    server.troubles += [("", word)] * 3
    provider, amount = razorpay(), money(currency="INR")
    steps = {
        "start": lambda: provider.start(facts(currency="INR"), key="payi_other"),
        "look": lambda: provider.look(promised),
        "capture": lambda: provider.capture(promised, amount, key="payi_1"),
        "cancel": lambda: provider.cancel(promised, key="payi_1"),
        "refund": lambda: provider.refund(promised, amount, key="payi_1"),
    }
    is_key = word in ("wrong", "forbidden")
    kind = CredentialsRefusedError if is_key else ProviderUnavailableError

    error = refusal(kind, steps[step])

    assert getattr(error, "retry_after", None) == (7.0 if word == "limited" else None)
    assert (len(server.orders), server.refunds) == (1, {})
    assert [row["status"] for row in server.payments.values()] == ["authorized"]


@pytest.mark.parametrize("word", ["silent", "slow", "garbled", "huge"])
def test_a_lost_answer_to_a_capture_is_harmless(server, promised, hurried, word):
    server.troubles.append(("/capture", word))
    provider, amount = razorpay(), money(currency="INR")
    refusal(ProviderUnavailableError, lambda: provider.capture(promised, amount, key="payi_1"))

    reference = provider.capture(promised, amount, key="payi_1")

    assert [*server.payments] == [reference]
    assert told(provider.look(promised)) == TAKEN
    assert provider.look(promised)[1].reference == reference


def test_another_amount_than_was_promised_is_not_collected(server, promised):
    less = money("39.00", "INR")

    refusal(PaymentDeclinedError, lambda: razorpay().capture(promised, less, key="payi_1"))

    assert told(razorpay().look(promised)) == TAKEN[:1]


def test_what_nobody_has_paid_is_not_collected(server, begin):
    begun = begin()

    error = refusal(
        PaymentDeclinedError, lambda: razorpay().capture(begun, begun.amount, key="payi_1")
    )

    assert error.sentence == movements.NOT_AUTHORISED


def test_what_was_promised_is_let_go_and_what_was_taken_is_not(server, promised):
    [payment] = server.payments
    assert razorpay().cancel(promised, key="payi_1") == payment

    razorpay().capture(promised, promised.amount, key="payi_2")

    error = refusal(PaymentDeclinedError, lambda: razorpay().cancel(promised, key="payi_3"))
    assert error.sentence == movements.ALREADY_TAKEN


def test_money_goes_back_in_parts_and_never_more_than_came(server, received):
    provider = razorpay()
    references = [
        provider.refund(received, money(amount, "INR"), key=f"payi_{number}")
        for number, amount in enumerate(["15.00", "25.00"])
    ]

    refusal(
        PaymentDeclinedError, lambda: provider.refund(received, money("1.00", "INR"), key="payi_9")
    )

    refunded = provider.look(received)[3:]
    assert told(refunded) == [("refunded", "15.00 INR"), ("refunded", "25.00 INR")]
    assert [each.reference for each in refunded] == references


@pytest.mark.parametrize("word", ["silent", "garbled"])
def test_a_lost_answer_to_a_refund_is_found_again(server, received, hurried, word):
    provider, amount = razorpay(), money("10.00", "INR")
    server.troubles += [("/refund", word)] * 3
    refusal(ProviderUnavailableError, lambda: provider.refund(received, amount, key="payi_1"))

    server._answers.clear()  # as if Razorpay had forgotten the key
    server.troubles.clear()
    reference = provider.refund(received, amount, key="payi_1")

    assert [*server.refunds] == [reference]


def test_what_was_not_taken_is_not_given_back(server, promised):
    error = refusal(
        PaymentDeclinedError, lambda: razorpay().refund(promised, promised.amount, key="payi_1")
    )

    assert error.sentence == movements.NOT_RECEIVED


def test_a_lost_answer_to_the_beginning_leaves_an_order_that_nobody_pays(server, hurried):
    begun = facts(currency="INR")
    server.troubles.append(("/orders", "silent"))
    refusal(ProviderTimedOutError, lambda: razorpay().start(begun, key="payi_1"))

    razorpay().start(begun, key="payi_1")

    assert [order["status"] for order in server.orders.values()] == ["created", "created"]


def test_without_a_reference_nobody_is_asked(server):
    assert razorpay().look(facts()) == []
    assert razorpay().cancel(facts(), key="payi_1") == "payi_1"
    assert server.requests == []


def test_the_customer_pays_on_a_page_and_comes_back(server, begin, settings):
    begun = begin(is_captured_at_once=True)
    address = settings.PROVIDER_ADDRESSES["razorpay"]
    form = {"order_id": begun.reference, "callback_url": begun.return_url, "cancel_url": ""}
    shown = httpx.post(f"{address}/v1/checkout/embedded", data=form, trust_env=False)
    assert "4000 INR" in shown.text

    sent = httpx.post(f"{address}/v1/checkout/pay", data={**form, "action": "pay"}, trust_env=False)

    assert sent.headers["location"].startswith(f"{begun.return_url}?razorpay_order_id=")
    assert told(razorpay().look(begun)) == TAKEN
