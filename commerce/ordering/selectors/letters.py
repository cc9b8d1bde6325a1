"""What messages about an order say, in the language that is active."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import format_currency
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.cart.enums import TotalKind
from commerce.core.money import Money
from commerce.core.texts import unlinked
from commerce.delivery.selectors.words import days_in_words
from commerce.ordering.models import Fulfilment
from commerce.oscar.order.models import Order
from commerce.tenders import enums as tenders

from . import edits
from .access import access_token, payment_token
from .debts import is_owed
from .fulfilments import pieces_by_line
from .orders import get_order, order_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from commerce.ordering.models import DraftOrder, OrderEdit

Values = dict[str, Any]


def order_url(order: Order) -> str:
    """Return the storefront's page of the order, open to whoever has the link, for 90 days."""
    path = f"{order.locale}/orders/{order.number}"
    return f"{settings.STOREFRONT_URL}/{path}?token={access_token(order)}"


def payment_url(order: Order) -> str:
    """Return the storefront's page where what the order owes is paid, for whoever has the link.

    One query.
    """
    path = f"{order.locale}/orders/{order.number}/pay"
    return f"{settings.STOREFRONT_URL}/{path}?token={payment_token(order)}"


def values_of_order(order: Order) -> Values:
    """Return what every message about an order may say of it."""
    shown = order_json(order)
    address = shown["shipping_address"] or {}
    return {
        "number": order.number,
        "greeting": _greeting(address.get("first_name", "")),
        "date": date_format(order.date_placed, "DATE_FORMAT"),
        "url": order_url(order),
        "lines": [_goods(line, order.locale) for line in shown["lines"]],
        "totals": list(_totals(shown, order.locale)),
        "payment": "\n\n".join(_payment(each) for each in shown["payments"]),
        "address": _pickup(order) or _address(address),
        "arrival_days": _arrival_days(order),
    }


def _arrival_days(order: Order) -> str:
    """What was promised with the order; nothing where nothing was."""
    if order.promised_from is None or order.promised_until is None:
        return ""
    return days_in_words(order.promised_from, order.promised_until, order.locale)


def values_of_parcel(order: Order, parcel: Fulfilment) -> Values:
    """Return what the letter about one parcel says."""
    in_house = sum(pieces.in_house for pieces in pieces_by_line(order).values())
    rest = _("The rest of your order follows in another parcel.") if in_house else ""
    return {
        **values_of_order(order),
        "lines": [
            {"title": f"{content.quantity} × {content.line.title}"}
            for content in parcel.lines.all()
        ],
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "tracking_url": parcel.tracking_url,
        "rest": rest,
    }


def values_of_payment(order: Order, amount: Money) -> Values:
    """Return what messages about an amount of an order's money say."""
    return {**values_of_order(order), "amount": in_words(amount.as_json(), order.locale)}


def values_of_edit(order: Order, edit: OrderEdit) -> Values:
    """Return what is said of an order that was changed: how, what it is now, and what follows."""
    due, back = (Money(amount, order.currency) for amount in (edit.due, edit.goes_back))
    balance = ""
    if due:
        told = {"amount": in_words(due.as_json(), order.locale)}
        balance = _("%(amount)s are still to be paid.") % told
    elif back.amount > 0:
        balance = _("%(amount)s come back to you.") % {
            "amount": in_words(back.as_json(), order.locale)
        }
    is_open = bool(due) and is_owed(order)
    return {
        **values_of_order(order),
        "changes": [{"title": unlinked(edits.in_words(change))} for change in edit.changes],
        "balance": balance,
        "pay_url": payment_url(order) if is_open else "",
    }


def values_of_link(order: Order, amount: Money) -> Values:
    """Return what is said of what an order still owes."""
    return {**values_of_payment(order, amount), "pay_url": payment_url(order)}


def values_of_draft(order: Order, draft: DraftOrder) -> Values:
    """Return what is said of an order that staff have prepared, to whoever is to pay it."""
    until = localtime(draft.link_until) if draft.link_until else None
    page = payment_url(order)
    return {
        **values_of_order(order),
        "url": page,  # nothing that opens the order for longer
        "pay_url": page,
        "until": date_format(until, "DATETIME_FORMAT") if until else "",
    }


def values_of_refund(order: Order, amount: Money, *, gateway: str) -> Values:
    """Return what is said of money that goes back to what that gateway takes it from."""
    return {**values_of_payment(order, amount), "arrival": _arrival(gateway)}


def _arrival(gateway: str) -> str:
    match gateway:
        case tenders.STORE_CREDIT:
            return _("It is store credit in your account now, and pays for what you order next.")
        case tenders.GIFT_CARD:
            return _("It is on the gift card again that you paid with.")
        case tenders.CASH_ON_DELIVERY:
            return _("The shop pays it out by hand, which takes a few days.")
    return _("Depending on your bank it takes a few days to arrive.")


def values_of_cancellation(order: Order, *, is_whole: bool) -> Values:
    """Return what is said of a cancelled order, or of the rest of one."""
    if is_whole:
        what = _("your order %(number)s was cancelled. Nothing of it will be sent.")
    else:
        what = _("what had not been sent of your order %(number)s was cancelled.")
    return {**values_of_order(order), "what": what % {"number": order.number}}


def sample_values(channel_id: int, locale: str) -> Values | None:
    """Return the values of the channel's last order, as if it had been placed in that language."""
    last = Order.objects.filter(channel=channel_id).order_by("-pk").values_list("pk", flat=True)
    if (key := last.first()) is None:
        return None
    order = get_order(key)
    order.locale = locale
    return values_of_order(order)


def in_words(amount: Mapping[str, Any], locale: str) -> str:
    """The amount of money as people of that language write it."""
    value = Decimal(amount["amount"])
    return format_currency(value, amount["currency"], locale=locale.replace("-", "_"))


def _greeting(first_name: str) -> str:
    name = unlinked(first_name)
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def _goods(line: Values, locale: str) -> Values:
    return {
        "title": f"{line['quantity']} × {line['name']}",
        "note": ", ".join(option["label"] for option in line["options"]),
        "amount": in_words(line["subtotal"], locale),
    }


def _totals(shown: Values, locale: str) -> Iterator[Values]:
    for line in shown["totals"]["lines"]:
        if line["kind"] == TotalKind.GOODS:
            continue
        is_shipping = line["kind"] == TotalKind.SHIPPING
        title = f"{_('Shipping')} ({line['label']})" if is_shipping else line["label"]
        message = line.get("message")
        yield {
            "title": title,
            "note": f"“{unlinked(message)}”" if message else "",
            "amount": in_words(line["amount"], locale),
        }
    total = in_words(shown["totals"]["total"], locale)
    yield {"title": _("Total"), "amount": total, "strong": True}
    yield from _taxes(shown["totals"], locale)


def _taxes(totals: Values, locale: str) -> Iterator[Values]:
    """What the total contains of each rate; net prices have had lines of their own for it."""
    for row in totals["taxes"]:
        is_told = not totals["prices_include_tax"] and row["percentage"] != "0"
        if is_told:
            continue
        rate = row["label"]
        if row["percentage"] != "0":
            words = {"percentage": row["percentage"], "label": row["label"]}
            rate = _("Includes %(percentage)s %% %(label)s") % words
        yield {"title": rate, "amount": in_words(row["tax"], locale)}


def _payment(payment: Values) -> str:
    step = payment["next_step"] or {}
    reference = step.get("reference")
    told = _("Reference: %(reference)s") % {"reference": reference} if reference else ""
    return "\n".join(filter(None, (payment["name"], step.get("text", ""), told)))


def _pickup(order: Order) -> str:
    """Where it waits to be picked up; nothing where it goes to an address."""
    point = order.pickup_point
    if not point:
        return ""
    rows = (
        _("Pickup point: %(name)s") % {"name": point["name"]},
        point["street"],
        f"{point['postcode']} {point['city']}, {point['country']}",
    )
    return "\n".join(map(unlinked, rows))


def _address(address: Values) -> str:
    rows = (
        f"{address.get('first_name', '')} {address.get('last_name', '')}",
        address.get("company", ""),
        address.get("line1", ""),
        address.get("line2", ""),
        f"{address.get('postcode', '')} {address.get('city', '')}, {address.get('country', '')}",
    )
    return "\n".join(unlinked(row) for row in rows if row.strip(" ,"))
