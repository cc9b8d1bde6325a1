"""Razorpay's orders: made before the customer pays, and looked at afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened, NextStep, SessionFacts

from .amounts import read_units, write_units
from .happenings import PROMISED, of_payment, of_refund
from .wire import call, reference_of, rows_of

if TYPE_CHECKING:
    from . import Razorpay

# How many minutes Razorpay keeps money that is only promised, at most; then it goes back by itself.
KEPT: Final = 7_200
# How late a payment may arrive that is taken at once; what comes later goes back by itself.
LATE: Final = 12


def start(provider: Razorpay, facts: SessionFacts, *, key: str) -> NextStep:
    """Make the order that the customer pays. Should the answer be lost, there are two, of which
    nobody can pay the first: nobody was told its name.
    """
    order = call(
        provider,
        "create order",
        "POST",
        "orders",
        body={
            "amount": write_units(facts.amount),
            "currency": facts.amount.currency,
            "receipt": facts.session,
            "partial_payment": False,
            "notes": {"session": facts.session, "order_number": facts.order_number, "key": key},
            "payment": _taking(facts),
        },
        about=facts.order_number,
    )
    reference = reference_of(order)
    # The window asks for the order's amount; it wants to be told it as well.
    asked = {"amount": str(write_units(facts.amount)), "currency": facts.amount.currency}
    client = {**provider.client_facts(), "order_id": reference, **asked}
    return NextStep(reference=reference, client=client)


def look(provider: Razorpay, facts: SessionFacts) -> list[Happened]:
    """Return all that has happened. Of tries that have failed only the last one is told, and only
    while there is none that has not.
    """
    if not facts.reference:
        return []
    order = call(
        provider, "read order", "GET", f"orders/{facts.reference}", about=facts.order_number
    )
    total = read_units(order.get("amount"), order.get("currency"))
    session = str(order.get("receipt") or "")
    rows = payments_of(provider, facts)
    found = [each for row in rows for each in of_payment(row, session, total)]
    moved = [each for each in found if each.kind != MovementKind.DECLINED]
    refunds = (each for row in rows for each in _refunds_of(provider, row, session))
    return [*moved, *refunds] if moved else found[-1:]


def payments_of(provider: Razorpay, facts: SessionFacts) -> list[dict[str, Any]]:
    """Return the tries to pay an order, the oldest first."""
    path = f"orders/{facts.reference}/payments"
    found = call(provider, "list payments", "GET", path, about=facts.order_number)
    return sorted(rows_of(found), key=lambda row: int(row.get("created_at") or 0))


def paid_of(provider: Razorpay, facts: SessionFacts) -> dict[str, Any] | None:
    """Return the try that has paid; None while none has."""
    rows = payments_of(provider, facts) if facts.reference else []
    return next((row for row in rows if row.get("status") in PROMISED), None)


def refunds_of(provider: Razorpay, payment: str) -> list[dict[str, Any]]:
    """Return what was given back of a payment."""
    path = f"payments/{payment}/refunds?count=100"
    return rows_of(call(provider, "list refunds", "GET", path))


def _refunds_of(provider: Razorpay, row: dict[str, Any], session: str) -> Iterator[Happened]:
    if not row.get("amount_refunded"):
        return
    for refund in reversed(refunds_of(provider, reference_of(row))):
        yield from of_refund(refund, session, str(row.get("order_id") or ""))


def _taking(facts: SessionFacts) -> dict[str, Any]:
    options: dict[str, Any] = {"manual_expiry_period": KEPT, "refund_speed": "normal"}
    if facts.is_captured_at_once:
        options["automatic_expiry_period"] = LATE
        return {"capture": "automatic", "capture_options": options}
    return {"capture": "manual", "capture_options": options}
