"""Letters to customers about their orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.core.money import MoneyJson
from commerce.ordering.selectors.fulfilments import (
    fulfilments_json,
    get_fulfilment,
    pieces_by_line,
)
from commerce.ordering.selectors.orders import access_token, get_order, order_json
from commerce.ordering.states import Pieces
from commerce.oscar.order.models import Order


def send_order_confirmation(*, order_id: int) -> None:
    """Tell the customer, in the order's language, what was ordered and where to look it up."""
    order = get_order(order_id)
    with translation.override(order.locale):
        letter = _letter(order, "order_placed", _("Your order %(number)s at %(shop)s"), {})
    letter.send()


def send_shipping_letter(*, fulfilment_id: int) -> None:
    """Tell the customer, in the order's language, what is on its way and how to follow it."""
    parcel = get_fulfilment(fulfilment_id)
    order = get_order(parcel.order_id)
    with translation.override(order.locale):
        context = {
            "parcel": next(row for row in fulfilments_json(order) if row["id"] == parcel.public_id),
            "contents": parcel.lines.all(),
            "is_more_to_come": sum(pieces_by_line(order).values(), Pieces()).in_house > 0,
        }
        subject = _("A parcel of your order %(number)s at %(shop)s is on its way")
        letter = _letter(order, "parcel_shipped", subject, context)
    letter.send()


def order_url(order: Order) -> str:
    """Return the storefront's page of the order, open to whoever has the link, for 90 days."""
    path = f"{order.locale}/orders/{order.number}"
    return f"{settings.STOREFRONT_URL}/{path}?token={access_token(order)}"


def _letter(
    order: Order, template: str, subject: str, more: dict[str, Any]
) -> EmailMultiAlternatives:
    shop = order.channel.branding
    context = {
        "order": _in_words(order_json(order), order.locale),
        "date": date_format(order.date_placed, "DATE_FORMAT"),
        "shop": shop,
        "url": order_url(order),
        "language": order.locale,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        **more,
    }
    letter = EmailMultiAlternatives(
        subject=subject % {"number": order.number, "shop": shop.shown_name},
        body=render_to_string(f"ordering/mail/{template}.txt", context),
        from_email=shop.support_email or None,
        to=[order.guest_email],
    )
    html = render_to_string(f"ordering/mail/{template}.html", context)
    letter.attach_alternative(html, "text/html")
    return letter


def _in_words(value: Any, locale: str) -> Any:
    """The order with every amount of money as people of that language write it."""
    if isinstance(value, list):
        return [_in_words(item, locale) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == MoneyJson.__required_keys__:
        return format_currency(Decimal(value["amount"]), value["currency"], locale=locale)
    return {name: _in_words(item, locale) for name, item in value.items()}
