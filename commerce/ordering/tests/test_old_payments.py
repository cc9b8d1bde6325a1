"""Payments from before there was a ledger are in it, each as it stood."""

from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from commerce.oscar.order.models import Order
from commerce.oscar.payment.models import Source, SourceType
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import capture_order, release_order

migration = import_module("commerce.oscar.payment.migrations.0007_ours_ledger")
pytestmark = pytest.mark.django_db
PLACED = datetime(2026, 1, 2, tzinfo=UTC)
SETTLED = datetime(2026, 1, 9, tzinfo=UTC)


@pytest.fixture
def old(channel):
    """An order with its source and transactions, as they were written before."""

    def make(method="offline", total="100.00", paid="0", refunded="0", status="placed"):
        order = Order.objects.create(
            number=f"R-{Order.objects.count()}",
            channel=channel,
            currency="EUR",
            total_incl_tax=total,
            total_excl_tax=total,
            status=status,
            date_placed=PLACED,
        )
        kind, _ = SourceType.objects.get_or_create(code=method, defaults={"name": method})
        source = Source.objects.create(
            order=order,
            source_type=kind,
            currency="EUR",
            amount_allocated=total,
            amount_debited=paid,
            amount_refunded=refunded,
            reference=method,
        )
        source.transactions.create(txn_type="Authorise", amount=total)
        if Decimal(paid):
            source.transactions.create(txn_type="Debit", amount=paid)
        source.transactions.filter(txn_type="Debit").update(date_created=SETTLED)
        source.transactions.filter(txn_type="Authorise").update(date_created=PLACED)
        return order

    return make


def migrate():
    migration.write_ledgers(apps, None)


@pytest.mark.parametrize(
    ("row", "state", "entries"),
    [
        ({}, "authorised", [("authorised", 100)]),
        ({"method": "bank-transfer"}, "due", []),
        ({"paid": "100"}, "paid", [("authorised", 100), ("captured", 100)]),
        (
            {"method": "bank-transfer", "paid": "100"},
            "paid",
            [("authorised", 100), ("captured", 100)],
        ),
        (
            {"paid": "100", "refunded": "20"},
            "part_refunded",
            [("authorised", 100), ("captured", 100), ("refunded", 20)],
        ),
        ({"status": "cancelled"}, "cancelled", [("authorised", 100), ("cancelled", 100)]),
        (
            {"status": "cancelled", "paid": "100"},
            "paid",
            [("authorised", 100), ("captured", 100)],
        ),
        ({"total": "0"}, "paid", []),
    ],
)
def test_a_payment_of_old_stands_where_it_stood(old, row, state, entries):
    order = old(**row)

    migrate()
    migrate()

    session = PaymentSession.objects.get(order_id=order.pk)
    assert payment_state(order.pk) == state
    assert list(session.entries.values_list("kind", "amount")) == entries
    assert Source.objects.get().reference == session.public_id


def test_what_happened_keeps_its_day(old):
    old(paid="100")

    migrate()

    moments = dict(LedgerEntry.objects.values_list("kind", "happened_at"))
    assert moments == {"authorised": PLACED, "captured": SETTLED}


@pytest.mark.parametrize("method", ["offline", "bank-transfer"])
def test_an_old_payment_goes_on_as_a_new_one(old, method):
    order = old(method)
    migrate()

    capture_order(order_id=order.pk)
    source = Source.objects.get()
    assert source.amount_debited == 100
    release_order(order_id=order.pk)

    source.refresh_from_db()
    assert source.amount_refunded == 100
    assert payment_state(order.pk) == "refunded"


def test_many_payments_go_in_batches(old, monkeypatch):
    monkeypatch.setattr(migration, "STEP", 2)
    for _ in range(5):
        old()

    migrate()

    assert PaymentSession.objects.count() == LedgerEntry.objects.count() == 5
