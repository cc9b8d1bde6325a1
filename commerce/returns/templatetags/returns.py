"""Returns on the dashboard's page of an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from commerce.returns.selectors.returns import list_returns_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.oscar.order.models import Order
    from commerce.returns.models import ReturnRequest

register = template.Library()


@register.simple_tag
def returns_of(order: Order) -> QuerySet[ReturnRequest]:
    """Return the returns of an order that the person at work may see."""
    return list_returns_of(order)
