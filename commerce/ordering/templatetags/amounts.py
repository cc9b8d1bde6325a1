"""The dashboard's filter of amounts: one amount, or one in each of several currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django import template
from django.db.models import QuerySet
from django.utils.translation import get_language, to_locale

from commerce.cart.pricing.totals import TotalLine
from commerce.core.money import Money
from commerce.ordering.selectors.orders import totals_of
from commerce.ordering.selectors.taxes import TaxRow, list_taxes
from commerce.oscar.order import reports
from commerce.oscar.order.models import Order
from commerce.tenancy.selectors import current_channel

register = template.Library()


@register.filter(name="currency")
def as_currency(value: Any, currency: str | None = None) -> str:
    """Write an amount in that currency, else in the channel's own; or all amounts of a list."""
    if isinstance(value, list):
        return " + ".join(_in_words(money) for money in value) or "–"
    if value is None or value == "":
        return ""
    return _in_words(Money(Decimal(value), currency or current_channel().default_currency))


@register.filter
def total_lines(order: Order) -> tuple[TotalLine, ...]:
    """What the order's total is made of."""
    return totals_of(order).lines


@register.filter
def taxes(order: Order) -> tuple[TaxRow, ...]:
    """What the order bears of each rate; nothing where the shop told no tax."""
    return list_taxes(order=order).rates


@register.filter
def worth(orders: QuerySet[Order], user: Any) -> list[Money]:
    """What these orders are worth to that person, per currency, without cancelled ones."""
    return reports.worth(orders, user)


@register.filter
def counted(orders: QuerySet[Order]) -> int:
    """How many of these orders were not cancelled."""
    return reports.kept(orders).count()


def _in_words(money: Money) -> str:
    locale = to_locale(get_language() or "en")
    return format_currency(money.amount, money.currency, locale=locale)
