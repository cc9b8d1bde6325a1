"""The money of an order as staff see it: its payments, the books, and what may go back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.core.money import Money
from commerce.oscar.order.models import Line, Order
from commerce.payments.enums import Account, EntryKind
from commerce.payments.selectors import PaymentDescription, describe_payments, standing_of

if TYPE_CHECKING:
    from commerce.payments.models import LedgerEntry

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry of the books, with the payment that it belongs to."""

    entry: LedgerEntry
    payment: str


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """All that has happened to the money of one order."""

    currency: str
    payments: Sequence[PaymentDescription]
    postings: Sequence[Posting]

    @property
    def sums(self) -> dict[str, Money]:
        """What was asked for and what became of it, over all payments."""
        sessions = [payment.session for payment in self.payments]
        standing = standing_of(sessions)
        lost = sum((session.lost for session in sessions), ZERO)
        withheld = sum((session.disputed for session in sessions), ZERO)
        fees = self._moved(EntryKind.FEE) - self._moved(EntryKind.FEE_RETURNED)
        amounts = {
            "due": standing.due,
            "outstanding": standing.outstanding,
            "authorised": standing.authorised,
            "captured": standing.captured,
            "refunded": standing.refunded,
            "fees": fees,
            "disputed": withheld,
            "lost": lost,
            "kept": standing.captured - standing.refunded - fees - withheld - lost,
        }
        return {name: Money(amount, self.currency) for name, amount in amounts.items()}

    @property
    def accounts(self) -> list[tuple[str, Money]]:
        """What stands on each account; together it is nothing."""
        balances: Counter[str] = Counter()
        for posting in self.postings:
            balances[posting.entry.debit] += posting.entry.amount
            balances[posting.entry.credit] -= posting.entry.amount
        return [
            (str(account.label), Money(Decimal(balances[account]), self.currency))
            for account in Account
            if account in balances
        ]

    @property
    def refundable(self) -> Money:
        """What has come in and not gone back, nor is on its way."""
        parts = (payment.refundable.amount for payment in self.payments)
        return Money(sum(parts, ZERO), self.currency)

    @property
    def came_in(self) -> Decimal:
        """What was received in all."""
        return sum((payment.session.captured for payment in self.payments), ZERO)

    def _moved(self, kind: EntryKind) -> Decimal:
        rows = (posting.entry for posting in self.postings)
        return sum((entry.amount for entry in rows if entry.kind == kind), ZERO)


def money_of(order: Order) -> OrderMoney:
    """Return the money of an order, the first payment first."""
    payments = describe_payments(order.pk)
    postings = [
        Posting(entry, payment.name)
        for payment in payments
        for entry in payment.session.entries.all()
    ]
    postings.sort(key=lambda posting: posting.entry.pk)
    return OrderMoney(order.currency, payments, postings)


def price_of_pieces(line: Line, quantity: int, currency: str) -> Money:
    """Return what so many pieces of a line have cost, after discounts and with tax."""
    share = Decimal(line.line_price_incl_tax) * quantity / line.quantity
    return Money(share, currency).rounded()


def price_of(order: Order, quantities: Mapping[int, int], shipping: Decimal = ZERO) -> Money:
    """Return what these pieces of the order's lines have cost, and a part of the shipping."""
    lines = {line.pk: line for line in order.lines.all()}
    pieces = (
        price_of_pieces(lines[pk], number, order.currency).amount
        for pk, number in quantities.items()
    )
    return Money(sum(pieces, shipping), order.currency)


@dataclass(frozen=True, slots=True)
class RefundPart:
    """What goes back to one payment."""

    payment: PaymentDescription
    amount: Money


def plan_refund(money: OrderMoney, amount: Money, *, payment: str = "") -> list[RefundPart]:
    """Spread an amount over the payments that it came from, or have it go to the one that is named.

    The last one first: what paid the rest comes behind gift cards and store credit. What is more
    than came in is left out, so that the parts come to less than the amount.
    """
    left, parts = amount.amount, []
    for each in reversed(money.payments):
        if payment in ("", each.session.public_id):
            part = min(left, each.refundable.amount)
            if part > 0:
                parts.append(RefundPart(each, Money(part, amount.currency)))
                left -= part
    return parts
