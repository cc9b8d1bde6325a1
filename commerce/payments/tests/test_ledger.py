"""The ledger is double entry, written once, and whoever goes past the services is refused."""

from collections import Counter
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from commerce.core.models import OutboxEvent
from commerce.payments.enums import ACCOUNTS, EntryKind, SessionState
from commerce.payments.errors import PaymentClosedError
from commerce.payments.models import (
    AlreadyWrittenError,
    LedgerEntry,
    PaymentSession,
    WebhookMessage,
)
from commerce.payments.selectors import get_session
from commerce.payments.services.ledger import book
from commerce.payments.services.sessions import (
    cancel_payment,
    capture_payment,
    join_order,
    open_session,
    refund_payment,
)

from .conftest import euros

pytestmark = pytest.mark.django_db


def balances(*sessions):
    """What each account holds, from the entries alone."""
    found = Counter()
    for entry in LedgerEntry.objects.filter(session__in=sessions):
        if entry.debit:
            found[entry.debit] += entry.amount
            found[entry.credit] -= entry.amount
    return {account: amount for account, amount in found.items() if amount}


def row_of(found):
    """What is kept of it, for another one like it."""
    found.refresh_from_db()
    names = [field.attname for field in found._meta.concrete_fields]
    return {name: getattr(found, name) for name in names if name not in ("id", "public_id")}


@pytest.fixture
def entry(open_payment):
    session = open_payment()
    capture_payment(session_id=session.pk)
    return LedgerEntry.objects.latest("pk")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_ledgerentry SET amount = 1",
        "UPDATE payments_ledgerentry SET debit = 'bank'",
        "UPDATE payments_ledgerentry SET happened_at = happened_at, note = 'x'",
        "DELETE FROM payments_ledgerentry",
    ],
)
def test_the_database_refuses_to_change_what_was_written(entry, statement):
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    kept = LedgerEntry.objects.get(pk=entry.pk)
    assert (kept.amount, kept.debit, kept.note) == (Decimal(100), "clearing", "")


def test_so_do_rows_and_queries(entry):
    with pytest.raises(AlreadyWrittenError):
        entry.save()
    with pytest.raises(AlreadyWrittenError):
        entry.delete()
    for act in (
        lambda: LedgerEntry.objects.update(amount=F("amount") + 1),
        lambda: LedgerEntry.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    assert LedgerEntry.objects.count() == 3


@pytest.mark.parametrize(
    "again",
    [
        lambda entry: LedgerEntry(**row_of(entry)),
        lambda entry: WebhookMessage(gateway="card", message="m-1", outcome="booked"),
        lambda entry: PaymentSession(**row_of(entry.session), public_id="pay_again"),
    ],
    ids=["entry", "message", "payment"],
)
def test_the_database_refuses_what_would_count_twice(entry, again):
    WebhookMessage.objects.create(gateway="card", message="m-1", outcome="booked")
    PaymentSession.objects.update(reference="known")

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        again(entry).save(force_insert=True)


def test_who_acted_is_forgotten_and_never_another(open_payment):
    User = get_user_model()
    ada, ben = (User.objects.create(email=f"{name}@example.com") for name in ("ada", "ben"))
    session = open_payment()
    capture_payment(session_id=session.pk, actor=ada)
    mine = LedgerEntry.objects.filter(actor=ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(actor=ben)
    assert mine.count() == 1

    ada.delete()

    assert LedgerEntry.objects.latest("pk").actor is None


@pytest.mark.postgresql
def test_it_is_never_emptied():
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE payments_ledgerentry")


@pytest.mark.parametrize(
    ("kind", "debit", "credit"),
    [
        ("captured", "clearing", "clearing"),
        ("captured", "receivable", "clearing"),
        ("captured", "", ""),
        ("refunded", "clearing", "receivable"),
        ("failed", "bank", "clearing"),
        ("gift", "bank", "clearing"),
    ],
)
def test_an_entry_of_the_wrong_accounts_is_refused(open_payment, kind, debit, credit):
    session = open_payment()

    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.bulk_create(
            [
                LedgerEntry(
                    session=session,
                    kind=kind,
                    debit=debit,
                    credit=credit,
                    amount=1,
                    reference="forged",
                )
            ]
        )


def test_every_kind_that_moves_has_two_accounts():
    assert set(EntryKind) - set(ACCOUNTS) == {EntryKind.FAILED}
    assert all(sides["debit"] != sides["credit"] for sides in ACCOUNTS.values())


def test_an_order_that_is_paid_and_part_refunded(open_payment):
    session = open_payment()
    capture_payment(session_id=session.pk, amount=euros("70"))
    refund_payment(session_id=session.pk, amount=euros("10"))
    cancel_payment(session_id=session.pk)

    assert balances(session) == {
        "sales": Decimal(-70),
        "returns": Decimal(10),
        "clearing": Decimal(60),
        "promised": Decimal(100),
        "promises": Decimal(-100),
    }


def test_a_dispute_takes_the_money_and_gives_it_back_or_not(open_payment):
    won, lost = open_payment(), open_payment()
    for session, kind in ((won, EntryKind.DISPUTE_WON), (lost, EntryKind.DISPUTE_LOST)):
        capture_payment(session_id=session.pk)
        session.refresh_from_db()
        for step, each in enumerate((EntryKind.DISPUTED, kind)):
            book(session=session, kind=each, amount=euros("100"), reference=f"d-{step}")

    assert (won.disputed, won.lost, lost.disputed, lost.lost) == (0, 0, 0, 100)
    assert "clearing" in balances(won)
    assert balances(lost)["losses"] == 100
    assert "clearing" not in balances(lost)


@pytest.fixture
def complete(channel):
    """Begin a payment of a completion."""

    def begin(gateway="offline", amount="100.00"):
        return open_session(
            channel_id=channel.pk,
            completion_id=7,
            order_number="R-7",
            gateway=gateway,
            amount=euros(amount),
            locale="en",
            return_url="https://shop.example/en/checkout",
        )

    return begin


def topics():
    return list(
        OutboxEvent.objects.filter(topic__startswith="payments.")
        .order_by("pk")
        .values_list("topic", flat=True)
    )


def test_what_happened_before_the_order_is_told_with_it(complete):
    session = complete()
    capture_payment(session_id=session.pk, amount=euros("40"))
    assert set(topics()) == {"payments.payment_awaits_order"}
    assert "receivable" in balances(session)
    OutboxEvent.objects.all().delete()

    for _ in range(2):
        joined = get_session(session.pk)
        join_order(sessions=[joined], order_id=70)

    assert joined.order_id == 70
    told = OutboxEvent.objects.order_by("pk")
    assert [(each.topic, each.payload["amount"]["amount"]) for each in told] == [
        ("payments.payment_authorised", "100.00"),
        ("payments.payment_captured", "40.00"),
    ]
    assert balances(session)["receivable"] == 60


def test_a_payment_of_one_order_joins_no_other(complete, open_payment):
    mine, other = complete(), open_payment()

    with pytest.raises(PaymentClosedError), transaction.atomic():
        join_order(sessions=[mine, other], order_id=other.order_id + 1)


def test_a_completion_that_was_let_go_owes_nothing(complete):
    session = complete()

    cancel_payment(session_id=session.pk)

    entry = LedgerEntry.objects.latest("pk")
    assert (entry.kind, entry.amount, entry.debit, entry.credit) == ("cancelled", 100, "", "")
    assert "receivable" not in balances(session)


def test_another_try_does_not_owe_twice(open_payment, channel):
    first = open_payment("bank-transfer")
    PaymentSession.objects.filter(pk=first.pk).update(state=SessionState.FAILED)

    second = open_session(
        channel_id=channel.pk,
        order_id=first.order_id,
        order_number=first.order_number,
        gateway="offline",
        amount=euros("100"),
        locale="en",
        return_url="https://shop.example/",
        is_further=True,
    )
    capture_payment(session_id=second.pk)

    assert "receivable" not in balances(first, second)
