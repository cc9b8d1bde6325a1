"""Orders that their customers cancel themselves, while nothing of them is packed."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from commerce.core.points import reach
from commerce.ordering.errors import OrderPackedError
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Order, OrderNote, OrderState

from .orders import cancel_order


@transaction.atomic
def cancel_unpacked_order(*, order_id: int) -> bool:
    """Cancel an order as its customer wishes; return whether it is this call that has.

    All that `cancel_order` promises: what was paid goes back to what it was paid with, what was only
    promised is let go, and stock, offers and vouchers are free again. An order that is cancelled
    stays so, and nothing is given back twice. Who may ask is for the caller to find out.

    Raises OrderPackedError when something is packed or has left, OrderClosedError for an order that
    is completed, PaymentInProgressError while its money is being moved, and GiftCardsSpentError.
    """
    order = lock_order(order_id)
    if order.state == OrderState.CANCELLED:
        return False
    if order.lines.filter(num_packed__gt=0).exists():
        raise OrderPackedError
    reach("cancellation.locked")
    cancel_order(order_id=order_id)
    _note(order)
    reach("cancellation.written")
    return True


def _note(order: Order) -> None:
    """In the language of the house: notes are for staff."""
    with translation.override(settings.LANGUAGE_CODE):
        message = gettext("The customer has cancelled this order.")
    OrderNote.objects.create(order=order, note_type=OrderNote.SYSTEM, message=message)
