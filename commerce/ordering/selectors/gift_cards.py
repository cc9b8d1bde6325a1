"""The gift cards that an order has sold, and what of their price has gone back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from commerce.core.money import Money
from commerce.oscar.order.models import Line
from commerce.tenders.selectors import worth_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.tenders.shapes import Worth

IS_CARD = Q(product__product_class__is_gift_card=True) | Q(
    product__parent__product_class__is_gift_card=True
)


def list_card_lines(order_id: int) -> list[Line]:
    """Return the lines of the order whose pieces are gift cards, with the order."""
    rows = Line._base_manager.filter(IS_CARD, order=order_id).select_related("order")
    return list(rows.order_by("pk"))


def issue_of(line: Line, number: int) -> str:
    """Return what the card of a line's piece is issued for."""
    return f"{line.public_id}/{number}"


@dataclass(frozen=True)
class SoldCards:
    """Gift cards of some lines of an order. Money that goes back is first that of everything else."""

    order: Order
    lines: Sequence[Line]

    @property
    def issues(self) -> list[str]:
        return [issue_of(line, n) for line in self.lines for n in range(1, line.quantity + 1)]

    @cached_property
    def worth(self) -> Worth:
        return worth_of(self.issues)

    @property
    def price(self) -> Decimal:
        """What was paid for them, after discounts."""
        return sum((line.line_price_incl_tax for line in self.lines), Decimal(0))

    def to_recall(self, gone: Decimal) -> Money:
        """Return what has to be taken back of them once so much of the order's money is back."""
        others = self.order.total_incl_tax - self.price
        back = min(max(gone - others, Decimal(0)), self.price)
        share = self.worth.issued * back / self.price if back else Decimal(0)
        return Money(max(share - self.worth.recalled, Decimal(0)), self.order.currency).rounded()

    def of_lines(self, keys: Collection[int]) -> SoldCards:
        """Return those of these lines alone."""
        return SoldCards(self.order, [line for line in self.lines if line.pk in keys])


def cards_sold(order: Order) -> SoldCards:
    """Return the gift cards that the order has sold. One query, and one when their worth is asked."""
    return SoldCards(order, list_card_lines(order.pk))
