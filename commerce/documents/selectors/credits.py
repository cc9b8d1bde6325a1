"""What of an invoice is to be credited, and how that falls on its rates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Sum

from commerce.core.money import Money, smallest_unit
from commerce.ordering.selectors.edits import surplus_of
from commerce.payments.enums import EntryKind
from commerce.payments.selectors import list_payments, payment_standings
from commerce.returns.selectors.amounts import worth_of
from commerce.returns.selectors.returns import list_settled

from .contents import share_of, sums
from .documents import list_credit_notes
from .taxes import Share

if TYPE_CHECKING:
    from commerce.documents.models import OrderDocument
    from commerce.oscar.order.models import Order
    from commerce.payments.models import LedgerEntry

ZERO: Final = Decimal(0)
GIVEN_BACK: Final = (EntryKind.REFUNDED, EntryKind.CREDITED)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Money that went back to a customer, and the name under which it is credited."""

    cause: str
    amount: Decimal
    note: str = ""


def given_back(order_id: int) -> Iterator[GivenBack]:
    """Return what went back of an order's money, the oldest first."""
    for session in list_payments([order_id])[order_id]:
        for entry in session.entries.all():
            if entry.kind in GIVEN_BACK:
                yield GivenBack(_cause(entry), entry.amount, entry.note)


def refunds_to_credit(order: Order, invoice: OrderDocument) -> Decimal:
    """Return how much of what went back has no credit note of this invoice yet.

    What went back because the order was edited has none: the invoice was corrected for it. Each
    amount that went back and that the invoice before was credited for is credited of this one, too.
    """
    gone = sum((refund.amount for refund in given_back(order.pk)), ZERO)
    notes = list_credit_notes(invoice).filter(cause__startswith="entry/")
    credited = notes.aggregate(all=Sum("total"))["all"] or ZERO
    return max(gone - surplus_of(order).given_back.amount - credited, ZERO)


def _cause(entry: LedgerEntry) -> str:
    return f"entry/{entry.pk}"


def never_received(order_id: int, invoice: OrderDocument) -> Decimal:
    """Return what of an invoice has not come in: what a cancelled order does not owe any more."""
    standing = payment_standings([order_id])[order_id]
    return max(invoice.total - standing.captured, ZERO)


def returned(order_id: int, invoice: OrderDocument) -> Iterator[GivenBack]:
    """Return what came back of an order that was not paid for: it is not owed any more.

    Of each settled return what its goods are worth beyond what was given back for it, and of all
    together no more than had not come in.
    """
    left = never_received(order_id, invoice)
    for request in list_settled(order_id):
        amount = min(worth_of(request).amount - request.refunded, left)
        if amount > 0:
            left -= amount
            yield GivenBack(f"return/{request.pk}", amount, request.number)


def left_of(invoice: OrderDocument) -> list[Share]:
    """Return what of an invoice was not credited yet, by rate."""
    left = {row.percentage: row for row in map(share_of, invoice.content["taxes"])}
    for note in list_credit_notes(invoice):
        for row in map(share_of, note.content["taxes"]):
            was = left[row.percentage]
            left[row.percentage] = Share(was.net - row.net, was.tax - row.tax, row.percentage)
    return list(left.values())


def portion(left: Sequence[Share], amount: Decimal, currency: str) -> list[Share]:
    """Return how an amount, tax included, falls on the rates: in proportion to what is left of each.

    All that is left takes all that is left of the tax, so that in the end no cent of it remains.
    """
    whole = sum((row.gross for row in left), ZERO)
    if amount >= whole:
        return [row for row in left if row.gross or row.tax]
    rows = [row for row in left if row.gross > 0]
    parts = Money(amount, currency).shared_out([(row.gross, row.gross) for row in rows])
    unit = smallest_unit(currency)
    return [
        _taken(row, part.amount, unit) for row, part in zip(rows, parts, strict=True) if part.amount
    ]


def _taken(row: Share, gross: Decimal, unit: Decimal) -> Share:
    """The tax in a part of an amount, in proportion; never more than there is."""
    tax = (gross * row.tax / row.gross).quantize(unit, ROUND_HALF_UP)
    return Share(gross - tax, tax, row.percentage)


def credit_content(
    invoice: OrderDocument, parts: Sequence[Share], *, reason: str, currency: str
) -> dict[str, Any]:
    """Return what a credit note over these parts says; the first one over everything tells the lines."""

    def write(amount: Decimal) -> str:
        return Money(amount, currency).as_json()["amount"]

    said, totals = invoice.content, sums(parts, write)
    is_everything = totals["totals"] == said["totals"]
    kept = ("version", "locale", "currency", "order", "supplied_on", "seller", "buyer", "ship_to")
    return {
        **{name: said[name] for name in kept},
        "corrects": {"number": invoice.number, "date": invoice.issued_on.isoformat()},
        "reason": reason,
        "lines": said["lines"] if is_everything else [],
        "charges": said["charges"] if is_everything else [_credit_row(r) for r in totals["taxes"]],
        **totals,
        "taxation": said.get("taxation", {}),
        "payments": [],
    }


def _credit_row(row: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "credit", "name": "", **row}
