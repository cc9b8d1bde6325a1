"""Processes that end at the named points as if their power had failed: money moves once all the same."""

import os
import signal

import orjson
import pytest

from commerce.core.points import VARIABLE
from commerce.core.services.outbox import relay
from commerce.core.tests.processes import acting
from commerce.integrations.selectors import find_active
from commerce.payments.enums import Finding
from commerce.payments.models import PaymentSession, ProviderMovement, Reconciliation
from commerce.payments.selectors import count_differences
from commerce.payments.services import reconciling
from commerce.payments.services.checking import check_accounts, check_sessions
from commerce.payments.services.differences import give_back_orphan
from commerce.payments.services.reconciling import reconcile
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.payments.services.webhooks import receive_webhook

from .books import Books
from .card_server import signature
from .providers import pay_at_another_till
from .test_races import wait_for_the_claim, wait_for_the_dead
from .test_reconciling import books, paid, refund_of, row  # noqa: F401 fixtures

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def die_at(point, act):
    """Do it in a process that ends at the point."""

    def play(_stage):
        os.environ[VARIABLE] = point
        act()

    with acting(play) as actor:
        assert actor.finish() == -signal.SIGKILL
    wait_for_the_dead()


def settle():
    """What a worker does a while later."""
    wait_for_the_claim()
    relay()


def receive(session, **told):
    line = {"payment": session.public_id, "amount": "100.00", "currency": "EUR", **told}
    body = orjson.dumps([line])
    headers = {"X-Signature": signature(body)}
    receive_webhook(gateway="card", configuration="", headers=headers, body=body)


@pytest.fixture
def authorised(card_server, open_payment):
    session = open_payment("card")
    session.refresh_from_db()
    receive(session, kind="authorised", id="a-1")
    return session


def sums(session):
    session.refresh_from_db()
    assert [*check_sessions(), *check_accounts()] == []
    return int(session.captured), int(session.refunded)


@pytest.mark.parametrize("moment", ["claimed", "answered", "booked"])
def test_capture_and_refund(authorised, card_server, moment):
    die_at(f"capture.{moment}", lambda: capture_payment(session_id=authorised.pk))
    settle()
    assert sums(authorised) == (100, 0)

    die_at(f"refund.{moment}", lambda: refund_payment(session_id=authorised.pk))
    settle()

    assert sums(authorised) == (100, 100)
    assert [verb for verb, *_ in card_server.movements] == ["payments", "capture", "refund"]


@pytest.mark.parametrize("moment", ["read", "booked", "answered"])
def test_a_webhook_that_is_told_again(authorised, moment):
    told = {"kind": "captured", "id": "c-1", "message": "m-1"}
    die_at(f"webhook.{moment}", lambda: receive(authorised, **told))

    receive(authorised, **told)

    assert sums(authorised) == (100, 0)


@pytest.mark.parametrize("moment", ["batch", "finished"])
def test_reading_books(books, paid, monkeypatch, moment):  # noqa: F811 fixtures
    monkeypatch.setattr(reconciling, "BATCH", 2)
    Books.rows += [row(number, paid(number)) for number in range(5)]

    def read():
        return reconcile(provider=books, tenant_id=None)

    die_at(f"reconciliation.{moment}", read)
    assert Reconciliation.objects.get().finished_at is None

    read()

    assert Reconciliation.objects.get().finished_at is not None
    assert ProviderMovement.objects.filter(finding="matched").count() == 5
    assert count_differences() == {}
    assert PaymentSession.objects.filter(captured=100).count() == 5


def test_booking_what_nobody_told_of(books, paid):  # noqa: F811 fixtures
    """The power fails after the first of two; the rest is booked by the next reading, nothing twice."""
    sessions = [paid(number) for number in (1, 3)]
    for number, session in zip((1, 3), sessions, strict=True):
        Books.rows += [row(number, session), refund_of(session, number + 1)]

    def read():
        return reconcile(provider=books, tenant_id=None)

    die_at("reconciliation.booked", read)
    assert sorted(sums(session) for session in sessions) == [(100, 0), (100, 40)]

    assert read().booked == 1
    assert read().booked == 0

    assert [sums(session) for session in sessions] == [(100, 40), (100, 40)]
    assert count_differences() == {}


def test_giving_back_what_is_of_no_payment(at, configuration):
    pay_at_another_till(at, configuration)
    read = {"provider": find_active(configuration.public_id), "tenant_id": configuration.tenant_id}
    reconcile(**read)
    row = ProviderMovement.objects.get(kind="captured")

    die_at("orphan.given_back", lambda: give_back_orphan(movement_id=row.pk))
    assert count_differences() == {Finding.ORPHAN: 1}
    give_back_orphan(movement_id=row.pk)
    reconcile(**read)

    assert at.refunds() == [40]
    assert count_differences() == {}
