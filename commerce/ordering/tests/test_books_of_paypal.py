"""What PayPal has settled, payment by payment, beside the shop's own books: read, and shown to staff."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from commerce.ordering.services.checking import check_ledger
from commerce.payments.models import LedgerEntry, PaymentSession, ProviderMovement
from commerce.payments.services.sessions import refund_payment
from infra.fakes.paypal.books import return_fee

from .elsewhere import TOTAL
from .paying import reference_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("at", ["paypal"], indirect=True),
]
FEE = Decimal("1.35")


@pytest.fixture
def read(configuration, monkeypatch):
    """Read the books so many days and some hours from now; returns what the command says."""

    def run(days=0):
        moment, said = timezone.now() + timedelta(days, hours=8), StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: moment)
            call_command("reconcile_payments", provider="paypal", stdout=said)
        return said.getvalue().splitlines()[-1].partition(": ")[2]

    return run


@pytest.fixture
def page(client, channel):
    """What staff read, in one line."""
    boss = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(boss)
    return lambda: " ".join(client.get("/dashboard/money/differences/").content.decode().split())


def kept():
    return [
        *LedgerEntry.objects.filter(kind__in=["fee", "fee_returned"]).values_list("kind", "amount")
    ]


def test_what_came_in_and_went_back_in_full_agrees_with_fee_and_its_return(
    paid, at, read, page, deliver
):
    refund_payment(session_id=paid.pk)
    deliver()
    refund = next(row["id"] for row in at.server.payments.values() if row["_kind"] == "refunds")
    return_fee(at.server, refund, "1.35")
    at.pay_out()

    assert read() == "4 matched"
    assert read(days=1) == "4 matched"

    assert "All books agree." in page()
    assert kept() == [("fee", FEE), ("fee_returned", FEE)]
    capture, withdrawn = (
        ProviderMovement.objects.get(kind=kind) for kind in ("captured", "paid_out")
    )
    assert (capture.session_id, capture.amount, capture.net) == (paid.pk, TOTAL, TOTAL - FEE)
    assert (withdrawn.session_id, withdrawn.payout) == (None, withdrawn.reference)
    assert check_ledger() == []


def test_what_paypal_reviewed_for_days_is_settled_when_that_is_decided(
    buyer, at, begun, read, page, deliver
):
    begun_at = timezone.now() - timedelta(days=6)
    PaymentSession.objects.update(created_at=begun_at)
    with at.days_ago(5):
        at.act(reference_of(begun), "pending")
        assert buyer.complete(begun)["state"] == "placed"
        deliver()
    assert read() == "nothing to compare"
    (capture,) = (row for row in at.server.payments.values() if row["_kind"] == "captures")
    assert (capture["status"], kept()) == ("PENDING", [])
    at.server.finish_review(capture["id"])

    assert read() == "1 matched, 1 booked that nobody had told of"
    deliver()

    assert (PaymentSession.objects.get().captured, kept()) == (TOTAL, [("fee", FEE)])
    assert read(days=4) == "1 matched"
    assert "All books agree." in page()


def test_what_paypal_does_not_have_is_missing_and_another_amount_is_shown(paid, at, read, page):
    row = at.server.payments.pop(at.charges()[0][0])
    assert read() == "1 missing"
    assert "Not in the books of the payment service (1)" in page()

    row["amount"]["value"] = "40.90"
    at.server.payments[row["id"]] = row
    assert read() == "1 different"

    shown = page()
    assert "Another amount in the ledger (1)" in shown
    assert "€40.90" in shown
    assert "€44.90" in shown
    assert PaymentSession.objects.get().captured == TOTAL
