"""One order of the demo shop that staff have changed before it was packed. No letter goes out for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.errors import DomainError
from commerce.core.models import OutboxDelivery
from commerce.ordering.editing.plan import plan_edit
from commerce.ordering.editing.wishes import EditWish, NewPrice
from commerce.ordering.hooks import tell_order_edited
from commerce.ordering.models import OrderEdit
from commerce.ordering.selectors.edits import is_editable
from commerce.ordering.selectors.orders import get_order, list_orders
from commerce.ordering.services.editing.edits import edit_order

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.tenancy.models import Channel

LOOKED_AT = 12


def change_one(*, channel: Channel) -> None:
    """Order one more of something, and lower its price, in the newest order that can be changed."""
    if OrderEdit._base_manager.filter(order__channel=channel).exists():
        return
    for order in list_orders(channel).order_by("-pk")[:LOOKED_AT]:
        if is_editable(order) and _change(get_order(order.pk)):
            return


def _change(order: Order) -> bool:
    line = order.lines.first()
    price = line.unit_price_incl_tax - 1
    wish = EditWish(
        quantities={line.pk: line.quantity + 1},
        prices={line.pk: NewPrice(price, "Asked for on the telephone")},
        note="The customer rang up and wanted one more.",
    )
    try:
        with transaction.atomic():
            plan = plan_edit(order=order, wish=wish)
            edit_order(order_id=order.pk, wish=wish, fingerprint=plan.fingerprint)
    except DomainError:  # its goods are sold out, or its money is being moved
        return False
    _send_no_letter(order.pk)
    return True


def _send_no_letter(order_id: int) -> None:
    consumer = f"{tell_order_edited.__module__}.{tell_order_edited.__qualname__}"
    letters = OutboxDelivery.objects.filter(consumer=consumer)
    letters.filter(event__payload__order_id=order_id).delete()
