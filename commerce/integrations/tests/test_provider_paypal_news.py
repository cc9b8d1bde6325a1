"""What PayPal tells by itself, and its books, from a server that speaks its protocol."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import (
    CallbackRefusedError,
    CredentialsRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.paypal import PayPal
from infra.fakes.paypal import PayPal as PayPalServer

from .paying import facts, money, told
from .providing import provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]
DAY = timedelta(days=1)


@pytest.fixture
def server(start_fake):
    server = PayPalServer()
    start_fake(server)
    return server


@pytest.fixture
def pay(server):
    """Let a customer agree and the shop take the money; returns the facts."""

    def run(number=1, **changes):
        begun = facts(session=f"pay_{number}", is_captured_at_once=True, **changes)
        reference = paypal().start(begun, key=f"payi_{number}").reference
        begun = replace(begun, reference=reference)
        server.decide(reference)
        paypal().look(begun)
        return begun

    return run


def paypal(word="right", **changes):
    usual = {"client_id": "client-of-the-shop", "secret": f"secret-{word}-8xKq31Zm"}
    return provide(PayPal, **{**usual, "webhook_id": PayPalServer.webhook_id, **changes})


def hear(server, number=-1, provider=None, **wrong):
    """Read an event as the shop does, after what is wrong with it was done."""
    message = server.altered(number, **wrong)
    return (provider or paypal()).read_webhook(message.headers, message.body)


def test_what_is_told_is_what_a_look_finds(server, pay):
    paid = pay()
    paypal().refund(paid, money("10.00"), key="payi_9")

    events = range(1, len(server.events))  # the first one is the agreement
    heard = [each for number in events for each in hear(server, number)]

    def names(happenings):
        return {(each.kind, each.reference, each.session, each.amount) for each in happenings}

    assert names(heard) == names(paypal().look(paid))
    assert told(heard) == [
        ("captured", "40.00 EUR"),
        ("fee", "1.20 EUR"),
        ("refunded", "10.00 EUR"),
    ]
    assert heard[0].session_reference == paid.reference
    assert heard[0].message == server.events[1]["id"]


def test_told_twice_it_has_the_same_names(server, pay):
    pay()

    assert hear(server) == hear(server)


def test_an_agreement_is_told_and_takes_nothing(server):
    begun = facts()
    reference = paypal().start(begun, key="payi_1").reference
    server.decide(reference)

    [happened] = hear(server)

    assert (happened.kind, happened.session) == (MovementKind.AGREED, begun.session)
    assert (happened.session_reference, happened.total) == (reference, begun.amount)
    assert server.payments == {}


def test_promises_and_their_end_are_told(server):
    begun = facts()
    begun = replace(begun, reference=paypal().start(begun, key="payi_1").reference)
    server.decide(begun.reference)
    paypal().look(begun)
    assert told(hear(server)) == [("authorised", "40.00 EUR")]

    paypal().cancel(begun, key="payi_2")

    assert told(hear(server)) == [("authorised", "40.00 EUR"), ("cancelled", "40.00 EUR")]


def test_what_a_review_refuses_is_told(server):
    begun = facts(is_captured_at_once=True)
    begun = replace(begun, reference=paypal().start(begun, key="payi_1").reference)
    server.decide(begun.reference, "pending")
    paypal().look(begun)
    assert hear(server) == []

    [capture] = server.payments
    server.finish_review(capture, "DENIED")

    assert told(hear(server)) == [("failed", "40.00 EUR")]


def test_a_refund_made_at_paypal_is_of_the_payment_that_it_belongs_to(server, pay):
    paid = pay()
    paypal().refund(paid, money("10.00"), key="payi_9")
    server.events[-1]["resource"]["custom_id"] = None

    [happened] = hear(server)

    assert (happened.kind, happened.session) == ("refunded", paid.session)


@pytest.mark.parametrize(
    ("outcome", "kinds"),
    [
        ("RESOLVED_SELLER_FAVOUR", ["dispute_won"]),
        ("CANCELED_BY_BUYER", ["dispute_won"]),
        ("RESOLVED_BUYER_FAVOUR", ["dispute_lost"]),
        ("NONE", []),
    ],
)
@pytest.mark.parametrize("is_named", [True, False])
def test_disputes_are_told_and_how_they_end(server, pay, outcome, kinds, is_named):
    paid = pay()
    [capture] = server.payments
    if not is_named:
        server.payments[capture]["custom_id"] = paid.session
    server.dispute(capture)
    if not is_named:
        del server.events[-1]["resource"]["disputed_transactions"][0]["custom"]
    [disputed] = hear(server)
    server.dispute(capture, outcome)

    assert (disputed.kind, disputed.session) == (MovementKind.DISPUTED, paid.session)
    assert [each.kind for each in hear(server)] == kinds


def test_another_amount_is_told_as_paypal_signs_it(server, pay):
    pay()

    happened, _fee = hear(server, amount="1.00")

    assert happened.amount == money("1.00")


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("PAYPAL-TRANSMISSION-SIG", "AAAA"),
        ("PAYPAL-TRANSMISSION-SIG", ""),
        ("PAYPAL-TRANSMISSION-ID", "WH-other"),
        ("PAYPAL-TRANSMISSION-TIME", "yesterday"),
    ],
)
def test_what_is_not_signed_is_not_heard(server, pay, header, text):
    pay()
    message = server.altered()

    provider = paypal()
    refusal(
        CallbackRefusedError,
        lambda: provider.read_webhook({**message.headers, header: text}, message.body),
    )


def test_a_single_byte_that_is_other_is_noticed(server, pay):
    pay()
    message = server.altered()

    refusal(
        CallbackRefusedError,
        lambda: paypal().read_webhook(message.headers, message.body.replace(b"\n", b" ", 1)),
    )


def test_another_account_is_not_heard(server, pay):
    pay()

    refusal(CallbackRefusedError, lambda: hear(server, is_foreign=True))
    refusal(CallbackRefusedError, lambda: hear(server, provider=paypal(webhook_id="9XX")))


@pytest.mark.parametrize("age", [timedelta(days=5), timedelta(minutes=-10)])
def test_what_is_too_old_or_of_the_future_is_not_even_asked_about(server, pay, age):
    pay()
    server.now = lambda: datetime.now(UTC) - age
    before = len(server.requests)

    refusal(CallbackRefusedError, lambda: hear(server))

    assert len(server.requests) == before


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b'{"a":1}}', b"\xff"])
def test_what_is_no_message_is_not_even_asked_about(server, pay, body):
    pay()
    before = len(server.requests)

    refusal(CallbackRefusedError, lambda: paypal().read_webhook(server.altered().headers, body))

    assert len(server.requests) == before


def test_without_a_webhook_id_nothing_is_heard(server, pay):
    pay()

    refusal(CallbackRefusedError, lambda: hear(server, provider=paypal(webhook_id="")))


def test_while_paypal_does_not_answer_the_message_is_to_be_told_again(server, pay):
    pay()
    server.troubles += [("signature", "broken")] * 3

    refusal(ProviderUnavailableError, lambda: hear(server))


def test_the_books_have_what_came_and_went_with_what_paypal_keeps(server, pay):
    paid = [pay(number) for number in range(3)]
    refunded = paypal().refund(paid[0], money("10.00"), key="payi_9")
    now = datetime.now(UTC)

    rows = list(paypal().list_movements(now - DAY, now + DAY))

    assert [(row.kind, str(row.amount), str(row.net)) for row in rows] == [
        *[("captured", "40.00 EUR", "38.80 EUR")] * 3,
        ("refunded", "10.00 EUR", "-10.00 EUR"),
    ]
    assert [row.session for row in rows] == ["pay_0", "pay_1", "pay_2", "pay_0"]
    assert rows[0].reference == paypal().look(paid[0])[0].reference
    assert (rows[3].reference, rows[3].payment) == (refunded, rows[0].reference)


def test_long_spans_and_long_answers_are_asked_for_in_parts(server, pay, monkeypatch):
    monkeypatch.setattr("commerce.integrations.providers.paypal.books.PAGE", 2)
    begins = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(40):
        moment = begins + DAY * number
        server.now = lambda moment=moment: moment
        pay(number)
    server.most_rows = 10

    rows = list(paypal().list_movements(begins, begins + DAY * 39))

    assert [row.session for row in rows] == [f"pay_{number}" for number in range(39)]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("broken", ProviderUnavailableError), ("denied", CredentialsRefusedError)],
)
def test_books_that_are_not_shown_are_told_so(server, pay, word, kind):
    pay()
    if word == "broken":
        server.troubles += [("transactions", word)] * 3
    now = datetime.now(UTC)

    provider = paypal("right" if word == "broken" else word)
    refusal(kind, lambda: list(provider.list_movements(now - DAY, now)))
