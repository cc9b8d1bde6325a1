"""Stripe's own books: all that moved the balance, and what is saved for customers."""

import datetime

import pytest

from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import SavedMethod
from commerce.integrations.tests.providing import refusal
from infra.fakes.stripe import money as books

from .conftest import money

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel")]


def around(server, days=1):
    now = datetime.datetime.fromtimestamp(server.account.now(), datetime.UTC)
    return now - datetime.timedelta(days=days), now + datetime.timedelta(seconds=2)


def rows(stripe, server, **options):
    return list(stripe.list_movements(*around(server, **options)))


def test_each_row_of_the_balance_is_told_once_oldest_first(pay, stripe, server):
    paid = pay(is_captured_at_once=True)
    refunded = stripe.refund(paid, money("5.00"), key="payi_2")

    found = rows(stripe, server)

    [charge] = server.account.all("charge")
    assert [(each.kind.value, each.reference) for each in found] == [
        ("captured", charge["id"]),
        ("fee", charge["balance_transaction"]),
        ("refunded", refunded),
    ]
    assert [str(each.net) for each in found] == ["20.00 EUR", "-0.55 EUR", "-5.00 EUR"]
    assert {str(each.amount) for each in found} == {"20.00 EUR", "0.55 EUR", "5.00 EUR"}
    assert {each.session for each in found} == {paid.session}
    assert {each.payment for each in found} == {paid.reference}
    assert {each.payout for each in found} == {""}


def test_a_payment_of_the_books_is_given_back_once_for_its_key(pay, stripe, server):
    pay(is_captured_at_once=True)
    [charge, _fee] = rows(stripe, server)

    refunds = {stripe.give_back(charge, key="mov_1") for _time in range(2)}

    [made] = server.account.all("refund")
    assert (refunds, made["amount"]) == ({made["id"]}, 2000)
    refusal(PaymentDeclinedError, lambda: stripe.give_back(charge, key="mov_2"))


def test_what_was_paid_out_names_its_payout_and_comes_to_nothing(pay, stripe, server):
    pay(is_captured_at_once=True)
    payout = books.pay_out(server.account)

    found = rows(stripe, server)

    assert [each.kind.value for each in found] == ["captured", "fee", "paid_out"]
    assert {each.payout for each in found} == {payout["id"]}
    assert sum(each.net.amount for each in found) == 0


def test_what_is_paid_out_days_later_comes_once_more_with_its_payout(pay, stripe, server):
    pay(is_captured_at_once=True)
    server.account.ahead = 4 * 24 * 3600
    payout = books.pay_out(server.account)
    now = datetime.datetime.fromtimestamp(server.account.now(), datetime.UTC)
    hour = datetime.timedelta(hours=1)

    found = list(stripe.list_movements(now - hour, now + hour))

    assert [each.kind.value for each in found] == ["captured", "fee", "paid_out"]
    assert {each.payout for each in found} == {payout["id"]}


def test_disputes_and_refunds_that_failed_are_in_the_books(pay, stripe, server):
    pay("4000000000000259", is_captured_at_once=True)
    books.close_dispute(server.account, server.account.all("dispute")[0], is_won=True)
    other = pay("4000000000005126", is_captured_at_once=True, session="pay_2")
    refusal(PaymentDeclinedError, lambda: stripe.refund(other, money("20.00"), key="payi_2"))

    found = [(each.kind.value, str(each.net)) for each in rows(stripe, server)]

    assert found == [
        ("captured", "20.00 EUR"),
        ("fee", "-0.55 EUR"),
        ("disputed", "-20.00 EUR"),
        ("fee", "-15.00 EUR"),
        ("dispute_won", "20.00 EUR"),
        ("fee", "15.00 EUR"),
        ("captured", "20.00 EUR"),
        ("fee", "-0.55 EUR"),
        ("refunded", "-20.00 EUR"),
        ("not_refunded", "20.00 EUR"),
    ]


def test_many_rows_come_page_by_page_and_day_by_day(pay, stripe, server):
    source = server.account.all("charge") or [pay(is_captured_at_once=True)]
    server.account.objects = {}
    source = {"id": "ch_1", "currency": "eur"}
    for number in range(250):
        server.account.ahead = number * 1000
        books.move(server.account, "charge", 100 + number, 0, source)
    asked = len(server.requests)

    found = rows(stripe, server, days=4)

    assert [int(each.net.amount * 100) for each in found] == list(range(100, 350))
    assert len(server.requests) - asked <= 8


def test_a_stretch_of_time_ends_before_its_end(pay, stripe, server):
    pay(is_captured_at_once=True)
    now = datetime.datetime.fromtimestamp(server.account.now(), datetime.UTC)

    assert (
        list(stripe.list_movements(now - datetime.timedelta(days=2), now - datetime.timedelta(1)))
        == []
    )
    assert list(stripe.list_movements(now, now)) == []


@pytest.fixture
def anna(pay, server):
    """A customer who has saved a card while she paid."""
    return pay(saves_method=True).customer


def test_what_was_saved_is_listed(anna, stripe, server):
    [method] = [row for row in server.account.all("payment_method") if row["customer"]]

    assert stripe.list_saved(anna) == [
        SavedMethod(
            reference=method["id"],
            label="Visa •••• 4242",
            brand="visa",
            last_four="4242",
            expires=datetime.date(2034, 12, 31),
        )
    ]


def test_what_was_saved_is_forgotten_once(anna, stripe):
    [method] = stripe.list_saved(anna)

    stripe.forget_saved(anna, method.reference)
    stripe.forget_saved(anna, method.reference)

    assert stripe.list_saved(anna) == []


def test_nobody_forgets_what_another_has_saved(anna, stripe, server):
    [method] = stripe.list_saved(anna)
    other = server.account.add("cus", "customer")["id"]

    stripe.forget_saved(other, method.reference)

    assert stripe.list_saved(anna) == [method]
