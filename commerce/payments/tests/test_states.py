"""Where the payment of an order stands is a function of its ledger and of what is due."""

from decimal import Decimal

import pytest

from commerce.payments.enums import PaymentState
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.selectors import Standing, payment_state, payment_states
from commerce.payments.services.sessions import (
    cancel_payment,
    capture_order,
    capture_payment,
    refund_payment,
    release_order,
)
from commerce.tenders.references import reference_of, shown

from .conftest import euros


@pytest.mark.parametrize(
    ("sums", "is_awaited", "state"),
    [
        # due, authorised, captured, refunded
        ((100, 0, 0, 0), True, "due"),
        ((100, 99, 0, 0), True, "due"),
        ((100, 100, 0, 0), True, "authorised"),
        ((100, 100, 40, 0), True, "authorised"),
        ((100, 40, 40, 0), True, "due"),
        ((100, 100, 100, 0), True, "paid"),
        ((100, 120, 120, 0), True, "paid"),
        ((0, 0, 0, 0), True, "paid"),
        ((100, 100, 100, 1), True, "part_refunded"),
        ((100, 100, 40, 39), True, "part_refunded"),
        ((100, 100, 40, 40), True, "refunded"),
        ((100, 100, 100, 100), True, "refunded"),
        ((0, 0, 0, 0), False, "due"),
        ((40, 40, 40, 0), False, "paid"),
    ],
)
def test_a_state_follows_from_the_sums(sums, is_awaited, state):
    standing = Standing(*map(Decimal, sums), is_awaited=is_awaited)

    assert standing.state == state


def test_nothing_paid_and_nothing_awaited_is_cancelled_if_somebody_cancelled():
    assert Standing(is_cancelled=True).state == "cancelled"
    assert Standing(is_cancelled=True, is_awaited=True, due=Decimal(5)).state == "due"


@pytest.mark.parametrize(
    ("refunded", "disputed", "lost", "state"),
    [
        (0, 100, 0, "disputed"),
        (40, 60, 0, "disputed"),
        (0, 0, 100, "refunded"),
        (0, 0, 40, "part_refunded"),
        (60, 0, 40, "refunded"),
        (50, 0, 40, "part_refunded"),
    ],
)
def test_what_was_lost_is_not_paid_and_what_is_withheld_is_disputed(
    refunded, disputed, lost, state
):
    sums = {"refunded": refunded, "disputed": disputed, "lost": lost}
    money = {name: Decimal(amount) for name, amount in sums.items()}
    paid = {name: Decimal(100) for name in ("due", "authorised", "captured")}

    assert Standing(**paid, **money, is_awaited=True).state == state


@pytest.mark.django_db
def test_an_invoice_is_authorised_at_once_and_paid_when_all_has_come_in(open_payment):
    session = open_payment("offline")
    assert payment_state(session.order_id) == "authorised"

    capture_payment(session_id=session.pk, amount=euros("40"))
    assert payment_state(session.order_id) == "authorised"
    capture_payment(session_id=session.pk)

    assert payment_state(session.order_id) == "paid"
    assert entries_of(session) == [
        ("authorised", Decimal(100)),
        ("captured", Decimal(40)),
        ("captured", Decimal(60)),
    ]


@pytest.mark.django_db
def test_a_bank_transfer_is_due_until_the_money_is_there(open_payment):
    session = open_payment("bank-transfer")
    assert payment_state(session.order_id) == "due"
    assert session.next_step["reference"] == shown(reference_of(session.order_number))

    capture_payment(session_id=session.pk, amount=euros("30"))
    assert payment_state(session.order_id) == "due"
    capture_payment(session_id=session.pk)

    assert payment_state(session.order_id) == "paid"
    assert entries_of(session) == [
        ("authorised", Decimal(30)),
        ("captured", Decimal(30)),
        ("authorised", Decimal(70)),
        ("captured", Decimal(70)),
    ]


@pytest.mark.django_db
def test_refunds_in_parts_and_in_whole(open_payment):
    session = open_payment()
    capture_payment(session_id=session.pk)

    refund_payment(session_id=session.pk, amount=euros("0.01"), note="A scratch")
    assert payment_state(session.order_id) == "part_refunded"
    refund_payment(session_id=session.pk, note="All of it")

    assert payment_state(session.order_id) == "refunded"
    assert entries_of(session)[-2:] == [
        ("refunded", Decimal("0.01")),
        ("refunded", Decimal("99.99")),
    ]


@pytest.mark.django_db
def test_what_was_let_go_is_not_due_any_more(open_payment):
    session, part = open_payment(), open_payment()
    cancel_payment(session_id=session.pk)
    capture_payment(session_id=part.pk, amount=euros("40"))
    cancel_payment(session_id=part.pk)

    assert payment_state(session.order_id) == "cancelled"
    assert payment_state(part.order_id) == "paid"
    assert entries_of(part)[-1] == ("cancelled", Decimal(60))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("captured", "state", "last"),
    [
        (None, "cancelled", [("cancelled", Decimal(100))]),
        ("40", "refunded", [("refunded", Decimal(40)), ("cancelled", Decimal(60))]),
        ("100", "refunded", [("captured", Decimal(100)), ("refunded", Decimal(100))]),
    ],
)
def test_releasing_an_order_gives_back_what_came_in(open_payment, captured, state, last):
    session = open_payment()
    if captured:
        capture_payment(session_id=session.pk, amount=euros(captured))

    release_order(order_id=session.order_id)
    release_order(order_id=session.order_id)

    assert payment_state(session.order_id) == state
    assert entries_of(session)[-len(last) :] == last


@pytest.mark.django_db
def test_a_second_session_takes_the_place_of_one_that_was_cancelled(open_payment):
    first = open_payment()
    cancel_payment(session_id=first.pk)
    open_payment(order_id=first.order_id)
    assert payment_state(first.order_id) == "authorised"

    capture_order(order_id=first.order_id)
    capture_order(order_id=first.order_id)

    assert payment_state(first.order_id) == "paid"
    assert LedgerEntry.objects.filter(kind="captured").count() == 1


@pytest.mark.django_db
def test_states_of_many_orders_are_one_query(open_payment, django_assert_num_queries):
    paid, due = open_payment(), open_payment("bank-transfer")
    capture_payment(session_id=paid.pk)

    with django_assert_num_queries(1):
        states = payment_states([paid.order_id, due.order_id, 987654])

    assert states == {
        paid.order_id: PaymentState.PAID,
        due.order_id: PaymentState.DUE,
        987654: PaymentState.DUE,
    }


def entries_of(session):
    """The entries; and the sums on the session are those of the entries."""
    rows = list(LedgerEntry.objects.filter(session=session).values_list("kind", "amount"))
    kept = PaymentSession.objects.get(pk=session.pk)
    for kind in ("authorised", "captured", "refunded"):
        assert getattr(kept, kind) == sum((a for k, a in rows if k == kind), Decimal(0))
    return [row for row in rows if row[0] != "due"]
