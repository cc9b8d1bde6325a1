"""What PayPal and Razorpay tell: what is false moves nothing, what is true moves money once."""

from collections import Counter
from decimal import Decimal

import pytest

from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.orders import change_order_status
from commerce.payments.errors import PaymentAmountError
from commerce.payments.models import SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import refund_payment
from commerce.payments.tests.conftest import euros
from commerce.payments.tests.providers import set_up

from .elsewhere import TOTAL, assert_nothing_moved, entries
from .paying import reference_of
from .races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("wrong", ["amount", "is_foreign"])
def test_a_message_that_is_false_moves_nothing(buyer, at, begun, tell, deliver, wrong):
    at.promise(reference_of(begun))

    assert tell(**{wrong: at.wrong_amount if wrong == "amount" else True}) == 400
    deliver()

    assert_nothing_moved(at)
    assert SuspiciousFact.objects.filter(reason="other_total").exists() == (wrong == "amount")
    assert buyer.complete(begun)["state"] == "placed"


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


def test_what_was_agreed_to_for_another_amount_is_not_taken(buyer, at, begun, deliver):
    at.change_total(reference_of(begun))
    at.act(reference_of(begun))

    assert buyer.complete(begun)["state"] == "open"
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
