"""What customers of a segment may have in common: what they have ordered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.notifications.registry import Condition
from commerce.oscar.order.models import Order, OrderStatus


def _orders(channel_id: int) -> QuerySet[Order]:
    orders = Order.objects.filter(user=OuterRef("pk"), channel=channel_id)
    return orders.exclude(status=OrderStatus.CANCELLED)


def _since(days: str) -> Any:
    return timezone.now() - timedelta(days=int(days))


def _ordered_within(people: Any, channel_id: int, value: str) -> Any:
    return people.filter(Exists(_orders(channel_id).filter(date_placed__gte=_since(value))))


def _silent_for(people: Any, channel_id: int, value: str) -> Any:
    return people.exclude(Exists(_orders(channel_id).filter(date_placed__gte=_since(value))))


def _lives_in(people: Any, channel_id: int, value: str) -> Any:
    country = value.strip().upper()
    return people.filter(Exists(_orders(channel_id).filter(shipping_address__country=country)))


def _has_ordered(people: Any, channel_id: int, value: str) -> Any:
    counted = _orders(channel_id).order_by().values("user").annotate(number=Count("pk"))
    return people.filter(Exists(counted.filter(number__gte=int(value))))


def _has_never_ordered(people: Any, channel_id: int, value: str) -> Any:
    return people.exclude(Exists(_orders(channel_id)))


def _has_spent(people: Any, channel_id: int, value: str) -> Any:
    """In one currency at least; amounts of several are not added up."""
    spent = _orders(channel_id).order_by().values("user", "currency")
    return people.filter(Exists(spent.annotate(sum=Sum("total_incl_tax")).filter(sum__gte=value)))


CONDITIONS: Final = (
    Condition(
        "ordered_within", _("Has ordered in the last … days"), _ordered_within, is_number=True
    ),
    Condition("silent_for", _("Has not ordered for … days"), _silent_for, is_number=True),
    Condition("country", _("Has had something sent to"), _lives_in, help=_("Such as AT.")),
    Condition(
        "orders",
        _("Has ordered at least … times"),
        _has_ordered,
        is_number=True,
        help=_("Without cancelled orders."),
    ),
    Condition(
        "never_ordered",
        _("Has not ordered yet"),
        _has_never_ordered,
        is_flag=True,
        help=_("Without cancelled orders."),
    ),
    Condition(
        "spent",
        _("Has spent at least"),
        _has_spent,
        is_number=True,
        help=_("In one currency, without cancelled orders."),
    ),
)
