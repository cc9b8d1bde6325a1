"""What Razorpay tells by itself, and its books, from a server that speaks its protocol."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commerce.integrations.errors import CallbackRefusedError, ProviderUnavailableError
from commerce.integrations.providers.razorpay import Razorpay, wire
from infra.fakes.razorpay import Razorpay as RazorpayServer

from .paying import facts, money, told
from .providing import provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]
DAY = timedelta(days=1)


@pytest.fixture
def server(start_fake):
    server = RazorpayServer()
    start_fake(server)
    return server


@pytest.fixture
def pay(server):
    """Let a customer pay; returns the facts."""

    def run(number=1, **changes):
        usual = {"currency": "INR", "session": f"pay_{number}", "is_captured_at_once": True}
        begun = facts(**{**usual, **changes})
        reference = razorpay().start(begun, key=f"payi_{number}").reference
        server.pay(reference)
        return replace(begun, reference=reference)

    return run


def razorpay(**changes):
    usual = {"key_id": "rzp_test_shop", "key_secret": "secret_right_8xKq31Zm"}
    return provide(
        Razorpay, **{**usual, "webhook_secret": RazorpayServer.webhook_secret, **changes}
    )


def hear(server, number=-1, provider=None, **wrong):
    """Read an event as the shop does, after what is wrong with it was done."""
    message = server.altered(number, **wrong)
    return (provider or razorpay()).read_webhook(message.headers, message.body)


def test_what_is_told_is_what_a_look_finds(server, pay):
    paid = pay()
    razorpay().refund(paid, money("10.00", "INR"), key="payi_9")

    heard = [each for number in range(len(server.events)) for each in hear(server, number)]

    def names(happenings):
        return {
            (each.kind, each.reference, each.session_reference, each.amount) for each in happenings
        }

    assert names(heard) == names(razorpay().look(paid))
    assert {each.session for each in heard} == {""}
    assert all(each.message for each in heard)


def test_told_twice_it_has_the_same_names(server, pay):
    pay()

    assert hear(server) == hear(server)


def test_a_declined_try_is_told_with_its_reason(server):
    begun = facts(currency="INR")
    reference = razorpay().start(begun, key="payi_1").reference
    server.reasons.append("insufficient_funds")
    server.pay(reference)

    [happened] = hear(server)

    assert (happened.kind, happened.decline) == ("declined", "insufficient_funds")


def test_a_refund_made_at_razorpay_is_of_the_payment_that_it_belongs_to(server, pay):
    paid = pay()
    [payment] = server.payments
    refund = server.give_back(payment, 1000)
    del server.events[-1]["payload"]["payment"]

    [happened] = hear(server)

    assert told([happened]) == [("refunded", "10.00 INR")]
    assert (happened.reference, happened.session_reference) == (refund["id"], paid.reference)


def test_a_refund_that_came_back_is_told(server, pay):
    pay()
    [payment] = server.payments
    server.give_back(payment, 1000)
    server.events[-1]["event"] = "refund.failed"
    server.events[-1]["payload"]["refund"]["entity"]["status"] = "failed"

    assert told(hear(server)) == [("not_refunded", "10.00 INR")]


@pytest.mark.parametrize(
    ("outcome", "kinds"),
    [
        ("created", ["disputed"]),
        ("won", ["dispute_won"]),
        ("lost", ["dispute_lost"]),
        ("under_review", []),
    ],
)
@pytest.mark.parametrize("is_named", [True, False])
def test_disputes_are_told_and_how_they_end(server, pay, outcome, kinds, is_named):
    paid = pay()
    [payment] = server.payments
    server.dispute(payment, outcome)
    if not is_named:
        del server.events[-1]["payload"]["payment"]

    heard = hear(server)

    assert [each.kind for each in heard] == kinds
    assert {each.session_reference for each in heard} <= {paid.reference}


def test_a_payment_without_an_order_is_not_the_shops(server, pay):
    pay()
    server.events[-1]["payload"]["payment"]["entity"]["order_id"] = None

    assert hear(server) == []


def test_a_payment_is_not_known_by_what_its_payer_has_noted(server, pay):
    pay()
    server.events[-1]["payload"]["payment"]["entity"]["notes"] = {"session": "pay_of_another"}

    assert {each.session for each in hear(server)} == {""}


def test_another_amount_is_told_as_razorpay_signs_it(server, pay):
    pay()

    assert hear(server, amount="100")[0].amount == money("1.00", "INR")


@pytest.mark.parametrize("signature", ["", "0" * 64, "ä"])
def test_what_is_not_signed_is_not_heard(server, pay, signature):
    pay()
    message = server.altered()
    headers = {**message.headers, "X-Razorpay-Signature": signature}

    refusal(CallbackRefusedError, lambda: razorpay().read_webhook(headers, message.body))


def test_a_single_byte_that_is_other_is_noticed(server, pay):
    pay()
    message = server.altered()

    refusal(
        CallbackRefusedError,
        lambda: razorpay().read_webhook(message.headers, message.body + b" "),
    )


@pytest.mark.parametrize("secret", ["", "of-another-account"])
def test_another_secret_hears_nothing(server, pay, secret):
    pay()

    refusal(CallbackRefusedError, lambda: hear(server, provider=razorpay(webhook_secret=secret)))
    refusal(CallbackRefusedError, lambda: hear(server, is_foreign=True))


@pytest.mark.parametrize("age", [3 * 86_400, -600])
def test_what_is_too_old_or_of_the_future_is_not_heard(server, pay, age):
    server.now = lambda: int(time.time()) - age
    pay()

    refusal(CallbackRefusedError, lambda: hear(server))


@pytest.mark.parametrize("told_body", ["", [], "x", {"created_at": "now"}, {"created_at": True}])
def test_what_is_no_message_is_not_heard(server, told_body):
    message = server.sign(told_body)

    refusal(CallbackRefusedError, lambda: razorpay().read_webhook(message.headers, message.body))


def test_what_is_half_a_message_is_not_heard(server):
    body = json.dumps({"event": "payment.captured", "created_at": int(time.time())}).encode()[:-3]
    message = server.sign({})

    refusal(CallbackRefusedError, lambda: razorpay().read_webhook(message.headers, body))


def test_the_books_have_what_came_and_went_with_what_was_paid_out(server, pay):
    paid = [pay(number) for number in range(2)]
    refund = razorpay().refund(paid[0], money("10.00", "INR"), key="payi_9")
    payout = server.settle()
    now = datetime.now(UTC)

    rows = list(razorpay().list_movements(now - DAY, now + DAY))

    assert sorted((row.kind, str(row.amount), str(row.net)) for row in rows) == [
        *[("captured", "40.00 INR", "39.20 INR")] * 2,
        ("paid_out", "68.40 INR", "-68.40 INR"),
        ("refunded", "10.00 INR", "-10.00 INR"),
    ]
    assert {row.payout for row in rows} == {payout}
    [back] = [row for row in rows if row.kind == "refunded"]
    assert (back.reference, back.session, back.payment) == (refund, "pay_0", paid[0].reference)


def test_disputed_money_is_in_the_books(server, pay):
    paid = pay()
    now = int(time.time())
    server.adjustments.append(
        {
            "entity_id": "adj_1",
            "type": "adjustment",
            "dispute_id": "disp_1",
            "debit": 4000,
            "credit": 0,
            "currency": "INR",
            "created_at": now,
            "settled_at": now,
            "settlement_id": "setl_1",
            "order_id": paid.reference,
            "order_receipt": paid.session,
        }
    )
    moment = datetime.now(UTC)

    rows = list(razorpay().list_movements(moment - DAY, moment + DAY))

    [row] = [row for row in rows if row.kind == "disputed"]
    assert (row.reference, row.session, str(row.net)) == ("disp_1", "pay_1", "-40.00 INR")


def test_long_lists_are_read_page_by_page_and_the_oldest_first(server, pay, monkeypatch):
    monkeypatch.setattr(wire, "PAGE", 2)
    begins = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(7):
        moment = begins + DAY / 3 * number
        server.now = lambda moment=moment: int(moment.timestamp())
        pay(number)

    rows = list(razorpay().list_movements(begins, begins + DAY * 2))

    assert [row.happened_at for row in rows] == [begins + DAY / 3 * number for number in range(6)]


def test_books_that_are_not_shown_are_told_so(server, pay):
    pay()
    server.troubles += [("", "broken")] * 3
    now = datetime.now(UTC)

    refusal(ProviderUnavailableError, lambda: list(razorpay().list_movements(now - DAY, now + DAY)))
