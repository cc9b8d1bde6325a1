"""PayPal's and Razorpay's own books beside the ledger: what agrees, what does not, and what is done."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.integrations.errors import PaymentDeclinedError, ProviderUnavailableError
from commerce.integrations.selectors import find_active
from commerce.payments.enums import FactOutcome, Finding
from commerce.payments.errors import MovementActionError, RefundNotPermittedError
from commerce.payments.models import LedgerEntry, PaymentSession, ProviderMovement
from commerce.payments.selectors import count_differences, list_differences, payment_state
from commerce.payments.services.checking import check_accounts, check_sessions
from commerce.payments.services.differences import book_movement, give_back_orphan
from commerce.payments.services.looking import look_at
from commerce.payments.services.reconciling import reconcile
from commerce.payments.services.sessions import capture_payment, refund_payment

from .conftest import euros
from .providers import pay_at_another_till

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=8)


@pytest.fixture
def provider(configuration):
    return find_active(configuration.public_id)


@pytest.fixture
def read(configuration, provider, monkeypatch):
    """Read the books some hours, or so many days, from now."""

    def run(days=0):
        moment = timezone.now() + LATER + timedelta(days)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: moment)
            return reconcile(provider=provider, tenant_id=configuration.tenant_id).found

    return run


@pytest.fixture
def taken(begun, pay, commit):
    """A payment whose money has come in."""
    pay()
    look_at(session_id=begun.pk)
    commit(capture_payment, session_id=begun.pk)
    return PaymentSession.objects.get(pk=begun.pk)


@pytest.fixture
def orphan(at, configuration, read):
    """A payment in the account that was begun elsewhere; the row that it is in the books."""
    pay_at_another_till(at, configuration)
    assert read()[Finding.ORPHAN] == 1
    return list_differences().get()


def fees():
    return [entry.amount for entry in LedgerEntry.objects.filter(kind="fee")]


def assert_adds_up():
    assert [*check_accounts(), *check_sessions()] == []


def test_what_came_in_and_went_back_agrees_and_its_fee_is_booked_once(
    taken, at, read, commit, post
):
    commit(refund_payment, session_id=taken.pk, amount=euros("30"))

    assert read() == {Finding.MATCHED: 2}
    assert read(days=1) == {Finding.MATCHED: 2}
    for number in range(len(at.server.events)):
        assert post(number) == 200

    assert count_differences() == {}
    assert fees() == [Decimal(at.fee_per_cent)]
    assert_adds_up()


def test_what_was_given_back_there_and_never_told_is_booked(taken, at, read, post):
    at.give_back(Decimal("25.00"))
    told = len(at.server.events) - 1

    assert read() == {Finding.MATCHED: 2}
    assert payment_state(taken.order_id) == "part_refunded"

    assert post(told) == 200
    taken.refresh_from_db()
    assert taken.refunded == 25
    assert count_differences() == {}
    assert_adds_up()


def test_a_dispute_agrees_whatever_the_books_call_it(taken, at, read, post):
    at.dispute()
    assert post() == 200
    at.dispute("won")
    assert post() == 200
    at.pay_out()

    read(days=1)

    assert count_differences() == {}
    assert {*ProviderMovement.objects.values_list("kind", flat=True)} == {
        *("captured", "disputed", "dispute_won", "paid_out"),
    }
    assert payment_state(taken.order_id) == "paid"


def test_a_dispute_that_nobody_told_of_is_booked_by_one_action(taken, at, read):
    at.dispute()
    at.pay_out()
    read(days=1)
    row = list_differences().get()
    assert (row.kind, row.finding) == ("disputed", "unbooked")

    assert book_movement(movement_id=row.pk) == FactOutcome.BOOKED

    assert payment_state(taken.order_id) == "disputed"
    assert count_differences() == {}


def test_what_was_taken_days_after_it_was_promised_is_not_missing(begun, at, pay, read, commit):
    old = timezone.now() - timedelta(days=4)
    PaymentSession.objects.filter(pk=begun.pk).update(created_at=old)
    with at.days_ago(4):
        pay()
        look_at(session_id=begun.pk)
    read()
    commit(capture_payment, session_id=begun.pk)

    assert read(days=1) == {Finding.MATCHED: 1}


def test_money_of_no_payment_is_given_back_once(orphan, at, read):
    give_back_orphan(movement_id=orphan.pk, note="Paid twice at the fair.")

    assert at.refunds() == [Decimal("40.00")]
    assert count_differences() == {}
    with pytest.raises(MovementActionError):
        give_back_orphan(movement_id=orphan.pk)
    read(days=1)
    assert count_differences() == {}
    assert [*ProviderMovement.objects.values_list("kind", "note").order_by("pk")] == [
        ("captured", "Paid twice at the fair."),
        ("refunded", "Paid twice at the fair."),
    ]
    assert not LedgerEntry.objects.filter(kind="refunded").exists()


def test_a_lost_answer_leaves_it_open_and_gives_nothing_back_twice(orphan, at, impatient):
    at.lose("return")
    with pytest.raises(ProviderUnavailableError):
        give_back_orphan(movement_id=orphan.pk)
    assert count_differences() == {Finding.ORPHAN: 1}

    give_back_orphan(movement_id=orphan.pk)

    assert at.refunds() == [Decimal("40.00")]
    assert count_differences() == {}


def test_what_went_back_there_already_stays_open(orphan, at):
    at.give_back(Decimal("40.00"))

    with pytest.raises(PaymentDeclinedError):
        give_back_orphan(movement_id=orphan.pk)

    assert at.refunds() == [Decimal("40.00")]
    assert count_differences() == {Finding.ORPHAN: 1}


def test_only_who_may_give_money_back_does(orphan, at, django_user_model):
    clerk = django_user_model.objects.create_user("clerk@example.com", "x" * 12)

    with pytest.raises(RefundNotPermittedError):
        give_back_orphan(movement_id=orphan.pk, actor=clerk)

    assert at.refunds() == []


def test_what_is_of_a_payment_is_no_orphan(taken, at, read):
    read()
    row = ProviderMovement.objects.get()

    with pytest.raises(MovementActionError):
        give_back_orphan(movement_id=row.pk)

    assert at.refunds() == []
