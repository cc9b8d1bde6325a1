"""Documents on the dashboard's pages of orders."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format

from commerce.documents.dashboard.batches import SELECTED
from commerce.documents.dashboard.forms import SelectedForm
from commerce.documents.selectors.documents import find_invoice, list_documents_of
from commerce.documents.selectors.taxation import find_taxation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.documents.models import OrderDocument
    from commerce.documents.selectors.taxation import TaxationShown
    from commerce.oscar.order.models import Order

register = template.Library()


@register.simple_tag
def documents_of(order: Order) -> QuerySet[OrderDocument]:
    """Return the documents of an order that the person at work may see."""
    return list_documents_of(order)


@register.simple_tag
def taxation_of_order(order: Order) -> TaxationShown | None:
    """Return how an order is taxed, and the proof of its VAT id; None where it told no tax."""
    return find_taxation(order)


@register.filter
def as_rate(percentage: Decimal) -> str:
    """Return per cent as they are written in the language at hand, without zeros at their end."""
    return number_format(Decimal(f"{percentage.normalize():f}"))


@register.filter
def is_invoiced(order: Order) -> bool:
    """Whether the order has its invoice."""
    return find_invoice(order.pk) is not None


@register.simple_tag
def selected_form() -> SelectedForm:
    """Return what is asked when documents of the selected orders are wanted."""
    return SelectedForm(prefix=SELECTED)
