"""Ledgers written before there were two sides to an entry add up once they are migrated."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Sum

from commerce.payments.models import LedgerEntry, PaymentSession, ProviderMovement
from commerce.payments.selectors import payment_states
from commerce.payments.services.checking import check_accounts, check_sessions, dues_of
from infra.schema import templates
from infra.schema.lean import lean_rendering

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("payments", "0002_sessions_before_orders")]
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Old:
    """A payment as it was kept: its order, its sums, its entries; and what the order owes through it."""

    order: int | None
    state: str
    entries: tuple[tuple[str, int], ...] = ()
    amount: int = 100
    due: int = 100
    fee: int = 0

    def sum_of(self, kind):
        return sum(amount for each, amount in self.entries if each == kind)


SIDES = {
    "due": ("receivable", "sales"),
    "authorised": ("promised", "promises"),
    "captured": ("clearing", "receivable"),
    "refunded": ("returns", "clearing"),
    "fee": ("fees", "clearing"),
}
PAID = (("authorised", 100), ("captured", 100))
REFUSED = (("failed", 100),)
OLD = [
    Old(1, "waiting"),
    Old(2, "authorised", (("authorised", 100),)),
    Old(3, "authorised", (*PAID, ("fee", 3))),
    Old(4, "authorised", (*PAID, ("refunded", 30), ("refunded", 70))),
    Old(5, "cancelled", (("authorised", 100), ("cancelled", 100))),
    Old(6, "cancelled", (("authorised", 100), ("captured", 40), ("cancelled", 60))),
    Old(7, "failed", REFUSED, due=0),
    Old(7, "authorised", PAID),
    Old(8, "failed", REFUSED, due=0),
    Old(8, "failed", REFUSED),
    Old(9, "authorised", (("authorised", 30), ("captured", 30)), amount=30, due=30),
    Old(9, "failed", (("failed", 70),), amount=70, due=70),
    Old(10, "authorised", amount=0, due=0),
    Old(11, "authorised", (*PAID, ("disputed", 100))),
    Old(12, "authorised", (*PAID, ("disputed", 100), ("dispute_won", 100))),
    Old(None, "waiting", due=0),
    Old(None, "cancelled", (("cancelled", 100),), due=0),
]
STATES = dict(
    enumerate(
        [
            *("due", "authorised", "paid", "refunded", "cancelled", "paid"),
            *("paid", "due", "paid", "paid", "disputed", "paid"),
        ],
        1,
    )
)


@pytest.fixture
def elsewhere(tmp_path):
    """An empty database beside the test's own."""
    own = dict(settings.DATABASES["default"])
    name = str(tmp_path / "old.sqlite3")
    if connection.vendor == "postgresql":
        name = f"heron_old_{uuid4().hex}"
        templates.create_database(own, name)
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = own["NAME"]
    if connection.vendor == "postgresql":
        with templates.maintenance(own) as maintenance:
            templates.drop_database(maintenance, name)


def migrate(targets):
    with lean_rendering():
        return MigrationExecutor(connection).migrate(targets).apps


def newest():
    graph = MigrationExecutor(connection).loader.graph
    return graph.leaf_nodes("payments")


def make_channel(apps):
    page = apps.get_model("wagtailcore", "Page").objects.order_by("-depth").first()
    site = apps.get_model("wagtailcore", "Site").objects.create(hostname="old", root_page=page)
    tenant = apps.get_model("tenancy", "Tenant").objects.create(code="old", name="Old")
    return apps.get_model("tenancy", "Channel").objects.create(
        code="old",
        name="Old",
        default_locale="en",
        default_currency="EUR",
        site=site,
        tenant=tenant,
    )


def write(apps, channel, old, number):
    session = apps.get_model("payments", "PaymentSession").objects.create(
        channel=channel,
        order_id=old.order,
        completion_id=None if old.order else number,
        order_number=f"R-{old.order}",
        gateway="card",
        reference=f"payment-{number}",
        state=old.state,
        currency="EUR",
        amount=old.amount,
        authorised=old.sum_of("authorised"),
        captured=old.sum_of("captured"),
        refunded=old.sum_of("refunded"),
        locale="en",
    )
    for position, (kind, amount) in enumerate(old.entries):
        apps.get_model("payments", "LedgerEntry").objects.create(
            session=session,
            kind=kind,
            amount=amount,
            reference=f"{number}-{position}",
            happened_at=MOMENT,
        )
    return session.pk


def test_old_payments_add_up_afterwards_and_can_never_be_changed(elsewhere):
    apps = migrate(BEFORE)
    channel = make_channel(apps)
    keys = [write(apps, channel, old, number) for number, old in enumerate(OLD)]

    migrate(newest())

    entries = LedgerEntry.objects.exclude(kind="due").order_by("session", "pk")
    told = [(entry.session_id, entry.kind, int(entry.amount)) for entry in entries]
    pairs = zip(keys, OLD, strict=True)
    assert told == [(key, kind, amount) for key, old in pairs for kind, amount in old.entries]
    assert [*check_accounts(), *check_sessions()] == []
    rows = LedgerEntry.objects.filter(kind="due").values_list("session").annotate(Sum("amount"))
    booked = dict(rows.order_by())
    assert [int(booked.get(key, 0)) for key in keys] == [old.due for old in OLD]
    owed = dict.fromkeys(STATES, 100) | {10: 0}
    found = dues_of([*STATES])
    assert {order: int(dues.owed) for order, dues in found.items()} == owed
    assert all(found[order].fits(Decimal(total)) for order, total in owed.items())
    assert payment_states([*STATES]) == STATES
    assert set(entries.values_list("happened_at", flat=True)) == {MOMENT}
    assert PaymentSession.objects.filter(disputed=100).count() == 1
    nothing = LedgerEntry.objects.filter(debit="").values_list("kind", flat=True)
    assert sorted(nothing) == ["cancelled", "failed", "failed", "failed", "failed"]
    for change in (lambda row: row.update(amount=1), lambda row: row._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(LedgerEntry.objects.filter(kind="captured"))


def test_store_credit_returned_fees_and_refunds_that_came_back_get_kinds_of_their_own(elsewhere):
    apps = migrate([("payments", "0007_what_customers_saved")])
    channel = make_channel(apps)
    key = write(apps, channel, Old(1, "authorised"), 1)
    sessions = apps.get_model("payments", "PaymentSession").objects
    sessions.filter(pk=key).update(authorised=100, captured=100, refunded=100)
    entries = apps.get_model("payments", "LedgerEntry").objects
    for kind, amount, reference in (
        *(("due", 100, "R-1"), ("authorised", 100, "a"), ("captured", 100, "c")),
        *(("refunded", 30, "store-credit/K/1"), ("refunded", 50, "re_1"), ("refunded", 20, "re_2")),
        *(("fee", 3, "f"), ("fee", 15, "txn_1")),
    ):
        debit, credit = SIDES[kind]
        entries.create(
            session_id=key,
            kind=kind,
            amount=amount,
            reference=reference,
            debit=debit,
            credit=credit,
        )
    account = {"gateway": "card", "session_id": key, "currency": "EUR"}
    movements = apps.get_model("payments", "ProviderMovement").objects
    row = {**account, "happened_at": MOMENT}
    lost = {"finding": "missing", "kind": "refunded", "reference": "store-credit/K/1"}
    movements.create(**row, **lost, amount=30)
    movements.create(**row, finding="matched", kind="fee", reference="txn_1", amount=15, net=15)
    facts = apps.get_model("payments", "SuspiciousFact").objects
    told = {**account, "source": "webhook", "kind": "not_refunded", "reason": "came_back"}
    facts.create(**told, reference="re_1", amount=50)
    facts.create(**told, reference="re_2", amount=20, closed_at=MOMENT)

    migrate(newest())

    found = LedgerEntry.objects.filter(session=key).order_by("pk")
    assert [(entry.kind, int(entry.amount), entry.debit, entry.credit) for entry in found[3:]] == [
        ("credited", 30, "returns", "credit"),
        ("refunded", 50, "returns", "clearing"),
        ("refunded", 20, "returns", "clearing"),
        ("fee", 3, "fees", "clearing"),
        ("fee_returned", 15, "clearing", "fees"),
        ("not_refunded", 50, "clearing", "returns"),
    ]
    assert PaymentSession.objects.get(pk=key).refunded == 50
    assert [*check_accounts(), *check_sessions()] == []
    assert not ProviderMovement.objects.filter(finding="missing").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.filter(kind="captured").update(amount=1)
