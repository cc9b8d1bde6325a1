"""Gift cards that were bought: made when the order is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from commerce.core.money import Money
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Line
from commerce.payments.enums import PaymentState
from commerce.payments.selectors import payment_state
from commerce.tenders.services.issuing import issue_gift_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce.oscar.order.models import Order


@transaction.atomic
def issue_gift_cards(*, order_id: int) -> int:
    """Issue a card for each piece of a paid order that is one, and write to who ordered; how many
    pieces that are. Doing it twice issues none twice.

    A card is worth its price before any discount. Pieces that were cancelled become none.
    """
    order = lock_order(order_id)
    if payment_state(order_id) != PaymentState.PAID:
        return 0
    pieces = list(_pieces(order))
    for line, number in pieces:
        issue_gift_card(
            channel_id=order.channel_id,
            amount=Money(line.unit_price_incl_tax, order.currency),
            email=order.email,
            locale=order.locale,
            issue=f"{line.public_id}/{number}",
            order_number=order.number,
        )
    return len(pieces)


def _pieces(order: Order) -> Iterator[tuple[Line, int]]:
    is_card = Q(product__product_class__is_gift_card=True) | Q(
        product__parent__product_class__is_gift_card=True
    )
    for line in Line._base_manager.filter(is_card, order=order).order_by("pk"):
        for number in range(1, line.quantity - line.num_cancelled + 1):
            yield line, number
