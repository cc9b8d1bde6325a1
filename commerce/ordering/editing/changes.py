"""What an edit changes, as values that are kept and put into words later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from commerce.cart.enums import TotalKind
from commerce.ordering.selectors.orders import address_json, totals_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

    from .goods import PlannedLine
    from .sending import Sending
    from .wishes import EditWish

Change = dict[str, Any]
ADDRESS_FIELDS: Final = (
    *("first_name", "last_name", "company", "line1", "line2"),
    *("postcode", "city", "region", "country", "phone"),
)


def list_changes(
    order: Order, wish: EditWish, lines: list[PlannedLine], sending: Sending
) -> Iterator[Change]:
    """Return each thing that is different; nothing for a wish that changes nothing."""
    for row in lines:
        yield from _of_line(row)
    if wish.address is not None:
        before, after = _in_line(address_json(order.shipping_address)), _in_line(wish.address)
        if before != after:
            yield {"kind": "address", "before": before, "after": after}
    if sending.point and sending.point["id"] != order.pickup_point.get("id"):
        named = ", ".join((sending.point["name"], sending.point["street"], sending.point["city"]))
        yield {"kind": "pickup_point", "id": sending.point["id"], "after": named}
    shown = totals_of(order).of(TotalKind.SHIPPING)
    if sending.is_new and (sending.code, sending.price) != (order.shipping_code, shown):
        yield {
            "kind": "shipping",
            "before": f"{order.shipping_method}, {shown}",
            "after": f"{sending.name}, {sending.price}",
        }


def _of_line(row: PlannedLine) -> Iterator[Change]:
    if row.is_same:
        return
    if row.figures is None:
        pieces = row.before.quantity if row.before else 0
        yield {"kind": "removed", **_named(row), "before": pieces}
    elif row.before is None:
        price = str(row.figures.unit_price)
        yield {"kind": "added", **_named(row), "after": row.figures.quantity, "price": price}
    else:
        if row.more:
            numbers = {"before": row.before.quantity, "after": row.figures.quantity}
            yield {"kind": "quantity", **_named(row), **numbers}
        if row.figures.unit_price != row.before.unit_price:
            prices = {"before": str(row.before.unit_price), "after": str(row.figures.unit_price)}
            yield {"kind": "price", **_named(row), **prices, "reason": row.reason}


def _named(row: PlannedLine) -> Change:
    return {"name": row.name, "line": row.line.public_id if row.line else ""}


def _in_line(address: Mapping[str, Any] | None) -> str:
    told = ((address or {}).get(name) or "" for name in ADDRESS_FIELDS)
    return ", ".join(filter(None, told))
