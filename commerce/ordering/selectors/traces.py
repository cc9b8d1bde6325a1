"""Why a line of an order costs what it costs: parts that come to its total, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from commerce.cart.selectors.carts import Json
from commerce.core.money import Money
from commerce.ordering.models import DraftOrder, OrderEdit

from .orders import is_net_order
from .taxes import OrderTaxes, list_taxes

if TYPE_CHECKING:
    from commerce.oscar.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class TracePart:
    """What one reason adds to a price, or takes off; `each` is the price of a piece, of goods only."""

    kind: str
    label: str
    amount: Money
    each: Money | None = None


@dataclass(frozen=True, slots=True)
class LineTrace:
    """A line with the parts of its price, tax included; `contained` is the tax inside them, in words."""

    line: Line
    parts: Sequence[TracePart]
    total: Money
    contained: str = ""


def trace_lines(order: Order) -> list[LineTrace]:
    """Return the parts of each line's price: price, staff's change, offers, vouchers, tax, rounding.

    Where prices are with tax, it is inside of all parts; where they are net, it is one of them. Six
    queries at most.
    """
    set_by_staff, taxes = _prices_of_staff(order), list_taxes(order=order)
    lines = order.lines.prefetch_related("discounts__order_discount").order_by("pk")
    return [_trace(line, order, set_by_staff.get(line.public_id, []), taxes) for line in lines]


def traces_json(order: Order) -> Json:
    """Return the public form of the parts, by the public id of their line."""
    return {
        "lines": [
            {
                "line_id": trace.line.public_id,
                "parts": [_part_json(part) for part in trace.parts],
                "total": trace.total.as_json(),
            }
            for trace in trace_lines(order)
        ]
    }


def _part_json(part: TracePart) -> Json:
    return {
        "kind": part.kind,
        "label": part.label,
        "each": part.each and part.each.as_json(),
        "amount": part.amount.as_json(),
    }


def _trace(line: Line, order: Order, changes: list[dict[str, Any]], taxes: OrderTaxes) -> LineTrace:
    total = Money(line.line_price_incl_tax, order.currency)
    parts = [*_goods(line, order, changes), *_discounts(line, order.currency)]
    row = taxes.lines.get(line.pk)
    is_net = is_net_order(order)
    if row is not None and is_net:
        parts.append(TracePart("tax", row.in_words, row.tax))
    rest = total - Money.sum((part.amount for part in parts), order.currency)
    if rest:
        parts.append(TracePart("rounding", _("Rounding"), rest))
    contained = ""
    if row is not None and not is_net:
        contained = _("Contains %(rate)s: %(tax)s") % {"rate": row.in_words, "tax": row.tax}
    return LineTrace(line, parts, total, contained)


def _goods(line: Line, order: Order, changes: list[dict[str, Any]]) -> Iterator[TracePart]:
    """What the goods were listed at, and what staff have made of it, the last reason told."""
    price = shown_unit_price(line, order)
    listed = Money(_amount(changes[0]["before"]), order.currency) if changes else price
    told = {"quantity": line.quantity, "price": listed}
    yield TracePart("base", _("%(quantity)d × %(price)s") % told, listed * line.quantity, listed)
    if changes:
        label = _("Price set by staff: %(reason)s") % changes[-1]
        yield TracePart("staff", label, (price - listed) * line.quantity)


def _discounts(line: Line, currency: str) -> Iterator[TracePart]:
    for part in line.discounts.all():
        row = part.order_discount
        told = {"offer": row.offer_name, "code": row.voucher_code}
        amount = -Money(part.amount, currency)
        if row.voucher_code:
            yield TracePart("voucher", _("Voucher %(code)s: %(offer)s") % told, amount)
        else:
            yield TracePart("offer", _("Offer: %(offer)s") % told, amount)


def shown_unit_price(line: Line, order: Order) -> Money:
    """Return what a piece cost before offers, as prices were shown; old orders tell it of lines only."""
    tax = "excl" if is_net_order(order) else "incl"
    price: Decimal | None = getattr(line, f"unit_price_{tax}_tax")
    if price is None:
        price = getattr(line, f"line_price_before_discounts_{tax}_tax") / line.quantity
    return Money(price, order.currency)


def _prices_of_staff(order: Order) -> dict[str, list[dict[str, Any]]]:
    """The prices that a draft and edits have set, by the public id of their line, the oldest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for draft in DraftOrder._base_manager.filter(order=order.pk):
        for change in draft.prices:
            found.setdefault(change["line"], []).append(change)
    for edit in OrderEdit._base_manager.filter(order=order.pk):
        for change in edit.changes:
            if change["kind"] == "price":
                found.setdefault(change["line"], []).append(change)
    return found


def _amount(text: str) -> Decimal:
    return Decimal(text.split()[0])
