"""Stripe's own books beside the ledger, after carts were paid."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.integrations.selectors import find_active
from commerce.payments.enums import Finding
from commerce.payments.models import LedgerEntry, PaymentSession, ProviderMovement
from commerce.payments.selectors import list_differences
from commerce.payments.services.reconciling import reconcile
from commerce.payments.services.sessions import refund_payment
from infra.fakes.stripe import money

from .conftest import PAID

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(hours=8)


@pytest.fixture
def read(configuration, monkeypatch):
    """Read the books some hours from now."""
    provider = find_active(configuration.public_id)

    def run():
        moment = timezone.now() + LATER
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: moment)
            return reconcile(provider=provider, tenant_id=configuration.tenant_id).found

    return run


@pytest.fixture
def paid(payer, browser, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun)
    payer.complete(begun)
    assert stands() == PAID
    return PaymentSession.objects.get()


def test_what_was_taken_given_back_and_paid_out_agrees(paid, server, stands, read):
    refund_payment(session_id=paid.pk)
    stands()
    payout = money.pay_out(server.account)

    found = read()

    assert not list_differences().exists()
    assert set(found) == {Finding.MATCHED}
    rows = ProviderMovement.objects.filter(kind__in=["captured", "refunded"])
    assert {(row.kind, row.session_id, row.payout) for row in rows} == {
        ("captured", paid.pk, payout["id"]),
        ("refunded", paid.pk, payout["id"]),
    }
    assert read() == found
    assert LedgerEntry.objects.filter(kind="fee").count() == 1
    stands()


def test_what_nobody_told_of_is_booked(paid, server, stands, read):
    server.refund(server.account.objects[paid.reference], 1000)

    assert set(read()) == {Finding.MATCHED}

    paid.refresh_from_db()
    assert paid.refunded == 10
    assert not list_differences().exists()


def test_money_of_no_payment_of_this_shop_is_found(paid, server, read):
    other = server.intents.create({"amount": 500, "currency": "eur"})
    card = {"payment_method_data": {"type": "card", "card": {"number": "4242424242424242"}}}
    server.intents.confirm(other, card)

    assert read()[Finding.ORPHAN] == 1
