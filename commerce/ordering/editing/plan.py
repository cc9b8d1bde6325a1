"""An order as it would be after an edit, in one value: what the preview shows and what is saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commerce.cart.enums import TotalKind
from commerce.cart.pricing.taxes import with_taxes
from commerce.cart.pricing.totals import TotalLine, Totals, goods_line
from commerce.core.api.json import dumps
from commerce.core.money import Money
from commerce.ordering.errors import (
    EmptyOrderError,
    NothingChangedError,
    OrderDoesNotAddUpError,
)
from commerce.ordering.selectors.debts import MoneyMoves, money_moves
from commerce.ordering.selectors.edits import refuse_uneditable
from commerce.ordering.selectors.orders import totals_of
from commerce.oscar.order.models import OrderDiscount
from commerce.tax.shapes.breakdown import RateSum, sum_rates

from .additions import NewGoods, plan_additions
from .changes import list_changes
from .discounts import DiscountChange, WithoutOffer, changes_of, without_offer
from .goods import PlannedLine, plan_lines, refuse_shortage
from .sending import Sending, plan_sending
from .taxing import find_taxation, taxables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce.oscar.order.models import Order
    from commerce.tax.shapes.taxation import Taxation

    from .wishes import EditWish


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPlan:
    """What staff look at before anything is saved. `fingerprint` stands for all of it."""

    order: Order
    wish: EditWish
    lines: list[PlannedLine]
    new_goods: list[NewGoods]
    sending: Sending
    taxation: Taxation | None
    before: Totals
    after: Totals
    changes: list[dict[str, Any]]
    moves: MoneyMoves

    @property
    def all_lines(self) -> list[PlannedLine]:
        return [*self.lines, *(each.planned for each in self.new_goods)]

    @property
    def difference(self) -> Money:
        return self.after.total - self.before.total

    @property
    def rates(self) -> tuple[RateSum, ...]:
        """What each rate comes to then."""
        return sum_rates(self.after.taxes)

    @property
    def rates_before(self) -> tuple[RateSum, ...]:
        return sum_rates(self.before.taxes)

    @property
    def discounts(self) -> dict[int, Money]:
        """What is left of each of the order's discounts on goods, by the key of its row."""
        return _discounts(self.all_lines, self.order)

    @property
    def discount_changes(self) -> list[DiscountChange]:
        """Each discount that was agreed on, and what is left of it."""
        return list(changes_of(self.order, self.discounts, self.sending.discounts))

    @property
    def without_offer(self) -> list[WithoutOffer]:
        """What takes part in no offer."""
        return list(without_offer(self.all_lines))

    @property
    def fingerprint(self) -> str:
        told = [
            self.order.public_id,
            [_state_of(row) for row in self.all_lines],
            [_line_of(line) for line in (*self.before.lines, *self.after.lines)],
            [[row.rate.key, str(row.net), str(row.tax)] for row in self.rates],
            self.changes,
            [str(amount) for amount in (self.moves.goes_back, self.moves.due)],
        ]
        return hashlib.sha256(dumps(told)).hexdigest()[:32]


def plan_edit(*, order: Order, wish: EditWish) -> EditPlan:
    """Work an edit out; nothing is written and nothing locked.

    Raises OrderNotEditableError, what the parts refuse, EmptyOrderError, NothingChangedError, and
    OrderDoesNotAddUpError where the amounts would not make up the total.
    """
    refuse_uneditable(order)
    taxation = find_taxation(order, wish)
    lines = plan_lines(order, wish)
    new_goods = list(plan_additions(order, wish.added, taxation))
    everything = [*lines, *(each.planned for each in new_goods)]
    if all(row.figures is None for row in everything):
        raise EmptyOrderError
    refuse_shortage(everything)
    sending = plan_sending(order, everything, wish, taxation)
    before, after = totals_of(order), _totals(order, everything, sending, taxation, wish)
    changes = list(list_changes(order, wish, everything, sending))
    if not changes:
        raise NothingChangedError
    return EditPlan(
        order=order,
        wish=wish,
        lines=lines,
        new_goods=new_goods,
        sending=sending,
        taxation=taxation,
        before=before,
        after=after,
        changes=changes,
        moves=money_moves(order, total=after.total),
    )


def _totals(
    order: Order,
    lines: list[PlannedLine],
    sending: Sending,
    taxation: Taxation | None,
    wish: EditWish,
) -> Totals:
    figures = [row.figures for row in lines if row.figures is not None]
    rows = {row.pk: row for row in order.discounts.all()}
    goods = goods_line((each.subtotal for each in figures), order.currency)
    discounts = _discount_lines(_discounts(lines, order), rows)
    charges = totals_of(order).charges
    totals = Totals(order.currency, (goods, *discounts, *sending.lines(rows), *charges))
    if taxation is not None:
        has_moved = wish.address is not None
        goods_taxed = taxables(order, lines, taxation, has_moved=has_moved)
        totals = with_taxes(totals, taxation, goods_taxed)
    if not totals.adds_up(figures):
        raise OrderDoesNotAddUpError
    return totals


def _discounts(lines: list[PlannedLine], order: Order) -> dict[int, Money]:
    kept: dict[int, Money] = {}
    for row in lines:
        for part in row.figures.discounts if row.figures else ():
            known = kept.get(part.offer_id, Money.zero(order.currency))
            kept[part.offer_id] = known + part.amount
    return kept


def _discount_lines(kept: dict[int, Money], rows: dict[int, OrderDiscount]) -> Iterator[TotalLine]:
    for pk, amount in kept.items():
        row = rows[pk]
        yield TotalLine(TotalKind.DISCOUNT, row.offer_name, -amount, source=str(row.offer_id))


def _state_of(row: PlannedLine) -> list[Any]:
    told = [
        [str(each.unit_price), each.quantity, str(each.total)] if each else None
        for each in (row.before, row.figures)
    ]
    record = row.record.pk if row.record else None
    return [row.key, record, *told]


def _line_of(line: TotalLine) -> list[str]:
    return [line.kind, line.source, str(line.amount), str(line.tax)]
