"""Payments through PayPal and Razorpay, from the session to the ledger, whoever tells how often."""

import itertools
from decimal import Decimal

import pytest

from commerce.core.services.outbox import relay
from commerce.payments.models import LedgerEntry, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.looking import look_at
from commerce.payments.services.sessions import cancel_payment, capture_payment, refund_payment

pytestmark = pytest.mark.django_db


def entries():
    rows = LedgerEntry.objects.exclude(kind="due").order_by("pk")
    return [(row.kind, row.amount) for row in rows]


def test_who_comes_back_has_paid_once(begun, pay, server):
    assert begun.next_step["client"]["order_id"] == begun.reference
    pay()

    for _time in range(2):
        look_at(session_id=begun.pk)

    assert entries() == [("authorised", Decimal(100))]
    assert payment_state(begun.order_id) == "authorised"


@pytest.mark.django_db(transaction=True)
def test_who_closes_the_tab_has_paid_when_the_provider_tells(begun, pay, post):
    pay()

    assert [post(), post()] == [200, 200]
    relay()

    assert entries() == [("authorised", Decimal(100))]


def test_who_comes_back_without_paying_has_not_paid(begun, at):
    at.act(begun.reference, "cancel")

    look_at(session_id=begun.pk)

    begun.refresh_from_db()
    assert (entries(), begun.state) == ([], "waiting")


def test_messages_in_any_order_and_number_say_the_same(begun, pay, server, post, commit, at):
    pay()
    look_at(session_id=begun.pk)
    commit(capture_payment, session_id=begun.pk)
    commit(refund_payment, session_id=begun.pk, amount=begun.money("amount") * Decimal("0.3"))

    numbers = range(len(server.events))
    statuses = [post(number) for number in itertools.chain(reversed(numbers), numbers)]

    assert set(statuses) == {200}
    assert sorted(entries()) == [
        ("authorised", Decimal(100)),
        ("captured", Decimal(100)),
        ("fee", Decimal(at.fee_per_cent)),
        ("refunded", Decimal(30)),
    ]
    assert not SuspiciousFact.objects.filter(closed_at=None).exists()


def test_lost_messages_are_made_up_for_by_a_look(begun, pay, server, at):
    pay()
    row = next(iter(server.payments.values()), None)
    if at.code == "razorpay":
        server._take(row)

    look_at(session_id=begun.pk)

    assert entries()[0] == ("authorised", Decimal(100))


def test_what_was_let_go_is_not_taken_afterwards(begun, pay, server, post, commit):
    commit(cancel_payment, session_id=begun.pk)
    pay()

    assert post() == 200

    begun.refresh_from_db()
    assert not begun.captured
    assert begun.state == "cancelled"


@pytest.mark.parametrize("at", ["paypal"], indirect=True)
@pytest.mark.parametrize(
    ("decision", "told", "state"),
    [
        ("COMPLETED", [("captured", Decimal(100)), ("fee", Decimal(3))], "paid"),
        ("DENIED", [("failed", Decimal(100))], "authorised"),
    ],
)
def test_what_is_reviewed_is_received_when_that_is_decided(
    begun, at, post, commit, decision, told, state
):
    at.act(begun.reference, "pending")
    look_at(session_id=begun.pk)
    for _time in range(2):
        commit(capture_payment, session_id=begun.pk)
    assert entries() == [("authorised", Decimal(100))]
    assert payment_state(begun.order_id) == "authorised"

    [name] = [name for name, row in at.server.payments.items() if row["_kind"] == "captures"]
    at.server.finish_review(name, decision)
    assert post() == 200

    assert entries() == [("authorised", Decimal(100)), *told]
    assert payment_state(begun.order_id) == state


@pytest.mark.parametrize("wrong", ["amount", "is_foreign"])
def test_what_is_false_moves_nothing(begun, pay, at, post, wrong):
    pay()
    if at.code == "paypal":
        look_at(session_id=begun.pk)
    known = entries()

    assert post(**{wrong: at.wrong_amount if wrong == "amount" else True}) == 400
    assert entries() == known
    assert SuspiciousFact.objects.exists() == (wrong == "amount")
