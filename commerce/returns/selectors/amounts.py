"""What is given back for a return: as much as was paid for what came back, and never more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.core.money import Money
from commerce.ordering.selectors.money import money_of
from commerce.oscar.order.models import Surcharge
from commerce.returns.enums import ReturnState
from commerce.returns.models import ReturnLine, ReturnRequest
from commerce.returns.pricing import Paid, nothing, paid_for, paid_share

from .rules import rules_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class Refund:
    """What a return comes to. `most` is what may be given back for it."""

    goods: Paid
    delivery: Paid
    label: Money
    available: Money

    @property
    def worth(self) -> Money:
        """What it would be if all of it had been paid."""
        kept = self.goods.gross + self.delivery.gross - self.label
        return kept if kept.amount > 0 else Money.zero(kept.currency)

    @property
    def most(self) -> Money:
        return min(self.worth, self.available, key=lambda money: money.amount)

    @property
    def tax(self) -> Money:
        """How much of goods and delivery is tax."""
        return self.goods.tax + self.delivery.tax


def refund_of(request: ReturnRequest) -> Refund:
    """Return what is given back for what of the return has been received."""
    order, currency = request.order, request.currency
    lines = {line.pk: line for line in order.lines.all()}
    came = {row.line_id: row.received for row in request.lines.all() if row.received}
    before, share = _given_back(request), _share(order, lines)
    goods = nothing(currency)
    for pk, pieces in came.items():
        goods += _of_line(lines[pk], pieces, before[pk], share, currency)
    is_whole = sum(before.values()) + sum(came.values()) >= _wanted(lines)
    return Refund(
        goods=goods,
        delivery=_delivery(request, is_whole=is_whole),
        label=Money(Decimal(request.label_cost), currency).rounded(),
        available=money_of(order).refundable,
    )


def worth_of(request: ReturnRequest) -> Money:
    """Return what a return is worth, whether or not it had been paid for."""
    return refund_of(request).worth


def price_of_rest(order: Order, pieces: Mapping[int, int]) -> Money:
    """Return what the last so many pieces of lines cost, which never left the house.

    Pieces that come back are counted from the first one, so the two never overlap.
    """
    lines = {line.pk: line for line in order.lines.all()}
    share, paid = _share(order, lines), nothing(order.currency)
    for pk, number in pieces.items():
        before = lines[pk].quantity - number
        paid += _of_line(lines[pk], number, before, share, order.currency)
    return paid.gross


def _of_line(line: Line, pieces: int, before: int, share: Decimal, currency: str) -> Paid:
    gross = Money(Decimal(line.line_price_incl_tax), currency)
    net = Money(Decimal(line.line_price_excl_tax), currency)
    return paid_for(
        gross=gross,
        tax=gross - net,
        quantity=line.quantity,
        before=before,
        pieces=pieces,
        share=share,
    )


def _given_back(request: ReturnRequest) -> Counter[int]:
    """Pieces of the order's other returns that money was given back for, by line."""
    rows = ReturnLine._base_manager.filter(
        request__order=request.order_id, request__state=ReturnState.REFUNDED
    ).exclude(request=request.pk)
    found: Counter[int] = Counter()
    for line_id, received in rows.values_list("line_id", "received"):
        found[line_id] += received
    return found


def _share(order: Order, lines: dict[int, Line]) -> Decimal:
    """Charges below zero, such as those for a bulk order, lower what each line has cost."""
    goods = sum((Decimal(line.line_price_incl_tax) for line in lines.values()), Decimal(0))
    off = Surcharge.objects.filter(order=order, incl_tax__lt=0).values_list("incl_tax", flat=True)
    return paid_share(goods=goods, taken_off=-sum(off, Decimal(0)))


def _wanted(lines: dict[int, Line]) -> int:
    return sum(line.quantity - line.num_cancelled for line in lines.values())


def _delivery(request: ReturnRequest, *, is_whole: bool) -> Paid:
    """It goes back once, with the last piece."""
    order, currency = request.order, request.currency
    if not is_whole or not (
        request.is_withdrawal or rules_of(request.channel_id).gives_delivery_back
    ):
        return nothing(currency)
    gross = Money(Decimal(order.shipping_incl_tax), currency)
    return Paid(gross, gross - Money(Decimal(order.shipping_excl_tax), currency))
