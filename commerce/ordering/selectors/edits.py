"""What staff have changed of an order, and whether they still may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from commerce.cart.selectors.carts import Json, iso
from commerce.core.money import Money
from commerce.ordering.errors import OrderNotEditableError
from commerce.ordering.models import OrderEdit
from commerce.oscar.order.models import OrderState
from commerce.payments.enums import SessionState

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.payments.models import PaymentSession

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Surplus:
    """What edits have left over of an order's payments, and what of that was given back."""

    goes_back: Money
    given_back: Money

    @property
    def pending(self) -> Money:
        """What is still to go back, such as once a promised payment was collected."""
        return self.goes_back - self.given_back


def surplus_of(order: Order) -> Surplus:
    """Return what all edits of an order come to. One query."""
    rows = OrderEdit._base_manager.filter(order=order.pk)
    sums = rows.aggregate(back=Sum("goes_back"), given=Sum("given_back"))
    back, given = sums["back"] or ZERO, sums["given"] or ZERO
    return Surplus(Money(back, order.currency), Money(given, order.currency))


def surpluses_of(order_ids: list[int]) -> dict[int, Decimal]:
    """Return what edits have left over of the payments of each of the orders that were edited."""
    rows = OrderEdit._base_manager.filter(order__in=order_ids).order_by().values_list("order")
    return {pk: Decimal(back) for pk, back in rows.annotate(back=Sum("goes_back"))}


def refuse_uneditable(order: Order) -> None:
    """Raise OrderNotEditableError for an order that is closed, or of which anything was packed."""
    if order.state != OrderState.OPEN:
        raise OrderNotEditableError(reason=OrderState(order.state).label)
    lines = list(order.lines.all())
    if any(line.num_packed for line in lines):
        raise OrderNotEditableError(reason=_("a part of it is packed or has been sent."))
    if any(line.num_cancelled for line in lines):
        raise OrderNotEditableError(reason=_("a part of it was cancelled."))


def is_editable(order: Order) -> bool:
    """Whether staff may change what was ordered."""
    try:
        refuse_uneditable(order)
    except OrderNotEditableError:
        return False
    return True


def amount_due(payments: Iterable[PaymentSession], currency: str) -> Money:
    """Return what somebody has still to hand over: not what is promised already. No query."""
    waiting = (each for each in payments if each.is_open and each.state != SessionState.AUTHORISED)
    return Money.sum((each.money("amount") - each.money("captured") for each in waiting), currency)


def get_edit(edit_id: int) -> OrderEdit:
    """Return an edit, for work on the server itself."""
    found: OrderEdit = OrderEdit._base_manager.get(pk=edit_id)
    return found


def in_words(change: Mapping[str, Any]) -> str:
    """Return one change of an edit as people of the language at hand read it."""
    match change["kind"]:
        case "added":
            text = _("Added: %(after)s × %(name)s, %(price)s each")
        case "removed":
            text = _("Taken out: %(before)s × %(name)s")
        case "quantity":
            text = _("%(name)s: %(after)s instead of %(before)s pieces")
        case "price":
            text = _("%(name)s: %(after)s instead of %(before)s each (%(reason)s)")
        case "address":
            text = _("Delivery address: %(after)s")
        case "pickup_point":
            text = _("Pickup point: %(after)s")
        case _:
            text = _("Shipping: %(after)s instead of %(before)s")
    return text % change


def edits_json(order: Order) -> list[Json]:
    """Return the public form of the edits that an order has read, the oldest first."""
    return [_edit_json(edit, order.currency) for edit in _edits_of(order)]


def _edits_of(order: Order) -> Iterator[OrderEdit]:
    if getattr(order, "has_edits", False):
        yield from order.edits.all()


def _edit_json(edit: OrderEdit, currency: str) -> Json:
    return {
        "at": iso(edit.created_at),
        "changes": [in_words(change) for change in edit.changes],
        "total_before": Money(edit.total_before, currency).as_json(),
        "total_after": Money(edit.total_after, currency).as_json(),
    }
