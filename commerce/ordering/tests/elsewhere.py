"""What a payment at a provider has to leave behind, here and there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from commerce.cart.models import StockReservation
from commerce.ordering.models import Compensation
from commerce.ordering.services.checking import check_ledger
from commerce.oscar.order.models import Order
from commerce.payments.models import LedgerEntry, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.tests.providers import At

from .test_completions import stock

TOTAL = Decimal("44.90")


def entries(*kinds: str) -> list[tuple[str, Decimal]]:
    rows = LedgerEntry.objects.exclude(kind__in=["due", "fee"]).order_by("pk")
    return [(row.kind, row.amount) for row in rows if not kinds or row.kind in kinds]


def assert_one_order(at: At, begun: Any) -> None:
    """One order, paid once: here, at the provider, in the ledger and on the shelf."""
    order = Order.objects.get()
    assert (order.number, order.total_incl_tax) == (begun["order_number"], TOTAL)
    assert [amount for _reference, amount in at.charges()] == [TOTAL]
    assert (at.promises(), at.refunds()) == ([], [])
    assert entries() == [("authorised", TOTAL), ("captured", TOTAL)]
    assert payment_state(order.pk) == "paid"
    assert stock() == (3, 2, 0)
    assert check_ledger() == []
    assert not StockReservation.objects.exists()
    assert not Compensation.objects.exists()
    assert not SuspiciousFact.objects.filter(closed_at=None).exists()


def assert_nothing_moved(at: At) -> None:
    """No order, no charge, nothing in the ledger; the goods are held as before."""
    assert not Order.objects.exists()
    assert (at.charges(), at.refunds(), entries()) == ([], [], [])
    assert stock() == (3, None, 2)
