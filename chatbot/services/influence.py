"""Which orders the assistant has helped with, of shoppers who agreed to be counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from chatbot.models import AssistedOrder, Change
from commerce.oscar.basket.models import Line
from commerce.oscar.order.models import Order

# A cart is ordered by then, or not because of what was said.
_REMEMBERED: Final = timedelta(days=30)


@transaction.atomic
def record_order(*, order_id: int) -> None:
    """Put down to a conversation what an order has of what the assistant put into its cart.

    Twice counts once. Orders of shoppers who have not agreed leave nothing here.
    """
    order = Order.objects.get(pk=order_id)
    lines = Line.objects.filter(basket__order=order_id).values_list("public_id", flat=True)
    changes = Change.objects.filter(
        question__conversation__channel=order.channel_id,
        question__conversation__is_counted=True,
        created_at__gte=timezone.now() - _REMEMBERED,
        result__line_id__in=list(lines),
    ).select_related("question")
    found = list(changes)
    if not found:
        return
    products = [change.result["variant_id"] for change in found]
    bought = order.lines.filter(product__public_id__in=products)
    amount = bought.aggregate(sum=Sum("line_price_incl_tax"))["sum"]
    if amount is not None:
        AssistedOrder.objects.get_or_create(
            order=order,
            defaults={
                "channel_id": order.channel_id,
                "conversation_id": found[-1].question.conversation_id,
                "amount": amount,
                "currency": order.currency,
                "placed_at": order.date_placed,
            },
        )
