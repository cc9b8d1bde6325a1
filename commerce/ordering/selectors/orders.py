"""Orders, and who may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from commerce.accounts.registry import Person
from commerce.cart.enums import TotalKind
from commerce.cart.pricing.taxes import line_tax_json, tax_lines
from commerce.cart.pricing.totals import TotalLine, Totals, goods_line
from commerce.cart.selectors.carts import Json, iso, totals_json
from commerce.core.media import public_form
from commerce.core.money import Money
from commerce.ordering.errors import FulfilmentNotFoundError, OrderNotFoundError
from commerce.ordering.models import Fulfilment, OrderEdit
from commerce.ordering.policies import PAYMENT_LABELS
from commerce.ordering.states import Pieces, states_of
from commerce.oscar.order.models import (
    Line,
    Order,
    OrderDiscount,
    OrderState,
    Surcharge,
    status_label,
)
from commerce.payments.enums import TOLD_AS, EntryKind, SessionState
from commerce.payments.registry import find_gateway, name_for_shoppers
from commerce.payments.selectors import list_payments, standing_of

from .access import access_token, opens
from .edits import amount_due, edits_json
from .fulfilments import fulfilments_json, pieces_by_line, states_json
from .sending import point_json, shipping_method_json
from .taxes import parts_of

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.payments.models import LedgerEntry, PaymentSession
    from commerce.tenancy.models import Channel


def get_order_for(
    *,
    channel: Channel,
    number: str,
    user: User | None = None,
    email: str | None = None,
    token: str | None = None,
) -> Order:
    """Return the order to its owner, to who knows its e-mail address, or to who has its token.

    Raises OrderNotFoundError in every other case, whether the number exists or not.
    """
    order = list_orders(channel).filter(number=number.strip().upper()).first()
    if order is None or not _may_see(order, user=user, email=email, token=token):
        raise OrderNotFoundError
    return order


def list_orders_of(*, channel: Channel, user: User) -> QuerySet[Order]:
    """Return the orders of a signed-in customer in this channel, newest first."""
    return list_orders(channel).filter(user=user).order_by("-date_placed", "-pk")


def list_orders_of_person(person: Person) -> QuerySet[Order]:
    """Return the orders of a person in all channels of a tenant, oldest first."""
    mine = Order.objects.filter(user=person.user_id, channel__tenant=person.tenant_id)
    return _complete(mine).order_by("pk")


def list_orders(channel: Channel) -> QuerySet[Order]:
    """Return the channel's orders with everything `orders_json` shows beside payments."""
    return _complete(Order.objects.filter(channel=channel))


def _complete(orders: QuerySet[Order]) -> QuerySet[Order]:
    surcharges = Surcharge.objects.filter(order=OuterRef("pk"))
    edits = OrderEdit._base_manager.filter(order=OuterRef("pk"))
    return (
        orders.select_related("shipping_address", "billing_address")
        .prefetch_related(
            Prefetch("lines", Line.objects.order_by("pk")),
            *("discounts", "status_changes", "fulfilments__lines", "fulfilments__tracking"),
        )
        .annotate(has_surcharges=Exists(surcharges), has_edits=Exists(edits))
    )


def get_order(order_id: int) -> Order:
    """Return an order with its channel, for work on the server itself."""
    return _complete(Order.objects.select_related("channel__branding")).get(pk=order_id)


def lock_order(order_id: int) -> Order:
    """Return the order, locked until the end of the transaction; raise OrderNotFoundError."""
    order = Order.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise OrderNotFoundError
    return order


def names_by_number(numbers: Iterable[str]) -> dict[str, str]:
    """Return who is billed, by the number of the order. One query."""
    rows = Order._base_manager.filter(number__in=list(numbers)).values_list(
        "number", "billing_address__first_name", "billing_address__last_name"
    )
    return {number: f"{first or ''} {last or ''}".strip() for number, first, last in rows}


def totals_of(order: Order) -> Totals:
    """Return what the order came to, read back from its rows: what its review had said."""
    currency, is_net = order.currency, is_net_order(order)
    goods = (
        _shown(row, "line_price_before_discounts", currency, is_net) for row in order.lines.all()
    )
    rows = [
        row for row in order.discounts.all() if row.amount
    ]  # an edit may have left nothing of one
    off_shipping = [_discount_line(row, currency) for row in rows if row.category == row.SHIPPING]
    paid = _shown(order, "shipping", currency, is_net)
    price = paid - Totals(currency, tuple(off_shipping)).total
    told = Totals(currency, (goods_line(goods, currency),), parts_of(order), is_net)
    totals = told.plus(
        *(_discount_line(row, currency) for row in rows if row.category == row.BASKET),
        TotalLine(TotalKind.SHIPPING, order.shipping_method, price, source=order.shipping_code),
        *off_shipping,
        *(_charge_line(row, currency, order) for row in _surcharges_of(order)),
    )
    return totals.plus(*tax_lines(totals)) if is_net else totals


def is_net_order(order: Order) -> bool:
    """Whether its prices were shown without tax."""
    return bool(order.taxation.get("is_net"))


def _shown(row: Any, name: str, currency: str, is_net: bool) -> Money:
    """An amount of Oscar's as it was shown: without tax in a shop of net prices."""
    return Money(getattr(row, f"{name}_{'excl' if is_net else 'incl'}_tax"), currency)


def lock_fulfilment(fulfilment_id: int) -> tuple[Order, Fulfilment]:
    """Return a parcel and its order, both locked; raise FulfilmentNotFoundError.

    Only parcels that the person at work may see are there. The order comes first everywhere.
    """
    found = Fulfilment.objects.filter(pk=fulfilment_id).first()
    if found is None:
        raise FulfilmentNotFoundError
    order = lock_order(found.order_id)
    return order, Fulfilment.objects.select_for_update().get(pk=found.pk)


def order_json(order: Order) -> Json:
    """Return the public form of one order."""
    return orders_json([order])[0]


def placed_order_json(order: Order, payments: list[PaymentSession]) -> Json:
    """Return the public form of an order as it was just written, with the key that opens it. No query."""
    return with_access_token(_order_json(order, payments), order)


def with_access_token(body: Json, order: Order) -> Json:
    """Return the public form of an order with the key that opens it."""
    return {**body, "access_token": access_token(order)}


def orders_json(orders: Iterable[Order]) -> list[Json]:
    """Return the public forms of what `list_orders` has read.

    Two queries, for all payments, and one each for all surcharges, all taxes and all edits where any
    order has some.
    """
    rows = list(orders)
    prefetch_related_objects([order for order in rows if order.has_surcharges], "surcharges")
    prefetch_related_objects([order for order in rows if order.taxation], "taxes")
    prefetch_related_objects([order for order in rows if order.has_edits], "edits")
    payments = list_payments(order.pk for order in rows)
    return [_order_json(order, payments[order.pk]) for order in rows]


def with_answered_payments(body: Json) -> Json:
    """Return the public form of an order as its gateways have answered since it was written.

    Asks again only for a payment that nobody had answered for.
    """
    if all(payment["next_step"] or payment["state"] != "due" for payment in body["payments"]):
        return body
    order_id = Order.objects.values_list("pk", flat=True).get(public_id=body["id"])
    payments = list_payments([order_id])[order_id]
    state = standing_of(payments).state
    return {
        **body,
        "states": {**body["states"], "payment": state},
        "state_labels": {**body["state_labels"], "payment": str(PAYMENT_LABELS[state])},
        "payments": [_payment_json(session) for session in payments],
    }


def _order_json(order: Order, payments: list[PaymentSession]) -> Json:
    """The public form of an order.

    `discounts` are those of the goods; what was paid for shipping is told after its own.
    """
    totals, pieces = totals_of(order), pieces_by_line(order)
    all_pieces = sum(pieces.values(), Pieces())
    states = states_of(all_pieces, standing_of(payments).state)
    return {
        "id": order.public_id,
        "number": order.number,
        "status": order.status,
        "status_label": status_label(order.status),
        **states_json(states),
        "is_cancellable": states.order is OrderState.OPEN and all_pieces.is_untouched,
        "placed_at": iso(order.date_placed),
        "email": order.guest_email,
        "currency": order.currency,
        "lines": [_line_json(line, order, pieces[line.pk], totals) for line in order.lines.all()],
        "fulfilments": fulfilments_json(order),
        "discounts": _discounts_json(order, OrderDiscount.BASKET),
        "shipping_discounts": _discounts_json(order, OrderDiscount.SHIPPING),
        # A total that is stored is told, not added up again.
        "totals": {
            **totals_json(totals),
            "total": Money(order.total_incl_tax, order.currency).as_json(),
        },
        "shipping_address": address_json(order.shipping_address),
        "billing_address": address_json(order.billing_address),
        "vat_id": order.taxation.get("vat_id", ""),
        "terms": order.accepted_terms or None,
        "shipping_method": shipping_method_json(order, totals),
        "pickup_point": point_json(order.pickup_point),
        "payments": [_payment_json(session) for session in payments],
        "amount_due": amount_due(payments, order.currency).as_json(),
        "history": _history_json(order),
        "edits": edits_json(order),
    }


def _may_see(order: Order, *, user: User | None, email: str | None, token: str | None) -> bool:
    if token is not None:
        return opens(token, order)
    if email is not None:
        return order.guest_email.casefold() == email.strip().casefold()
    return user is not None and order.user_id == user.pk


def _line_json(line: Line, order: Order, pieces: Pieces, totals: Totals) -> Json:
    currency, is_net = order.currency, totals.is_net
    before = _shown(line, "line_price_before_discounts", currency, is_net)
    after = _shown(line, "line_price", currency, is_net)
    return {
        "id": line.public_id,
        "name": line.title,
        "options": line.appearance.get("options", []),
        "sku": line.partner_sku,
        "slug": line.appearance.get("slug"),
        "image": public_form(line.appearance.get("image")),
        "quantity": line.quantity,
        "cancelled_quantity": pieces.cancelled,
        "shipped_quantity": pieces.shipped,
        "unit_price": _shown(line, "unit_price", currency, is_net).as_json(),
        "subtotal": before.as_json(),
        "discount": (before - after).as_json(),
        "total": after.as_json(),
        "tax": line_tax_json(totals, line.pk),
        "status": line.status,
        "status_label": status_label(line.status),
    }


def _discounts_json(order: Order, category: str) -> list[Json]:
    rows = (row for row in order.discounts.all() if row.category == category and row.amount)
    return [_discount_json(row, order.currency) for row in rows]


def _discount_json(row: OrderDiscount, currency: str) -> Json:
    return {
        "name": row.offer_name,
        "description": row.message,
        "amount": Money(row.amount, currency).as_json(),
        "voucher_code": row.voucher_code or None,
    }


def _surcharges_of(order: Order) -> Iterable[Surcharge]:
    return order.surcharges.all() if getattr(order, "has_surcharges", True) else ()


def _discount_line(row: OrderDiscount, currency: str) -> TotalLine:
    is_about_shipping = row.category == row.SHIPPING
    kind = TotalKind.SHIPPING_DISCOUNT if is_about_shipping else TotalKind.DISCOUNT
    return TotalLine(kind, row.offer_name, -Money(row.amount, currency), source=str(row.offer_id))


def _charge_line(row: Surcharge, currency: str, order: Order) -> TotalLine:
    return TotalLine(
        row.code,
        row.name,
        Money(row.excl_tax if is_net_order(order) else row.incl_tax, currency),
        source=row.source,
        tax=Money(row.tax, currency) if row.tax or order.taxation else None,
        message=row.message,
    )


def address_json(address: Any) -> Json | None:
    """Return an order's address in the form that the checkout takes."""
    if address is None:
        return None
    return {
        "first_name": address.first_name,
        "last_name": address.last_name,
        "company": address.line3,
        "line1": address.line1,
        "line2": address.line2,
        "city": address.line4,
        "region": address.state,
        "postcode": address.postcode or "",
        "country": address.country_id,
        "phone": str(getattr(address, "phone_number", "") or ""),
    }


def _payment_json(session: PaymentSession) -> Json:
    gateway = find_gateway(
        session.gateway, channel_id=session.channel_id, configuration=session.configuration
    )
    is_waiting = session.state == SessionState.WAITING
    return {
        "method": session.gateway,
        "name": name_for_shoppers(gateway) if gateway else session.gateway,
        "status": "paid" if session.captured >= session.amount else "pending",
        "amount": session.money("amount").as_json(),
        "state": standing_of([session]).state,
        "next_step": session.next_step if is_waiting else None,
        "entries": [
            {
                "kind": TOLD_AS.get(entry.kind, entry.kind),
                "amount": Money(entry.amount, session.currency).as_json(),
                "at": iso(entry.happened_at),
            }
            for entry in _told_entries(session)
        ],
    }


def _told_entries(session: PaymentSession) -> list[LedgerEntry]:
    """A refund that came back is none, for who was to get it."""
    entries = list(session.entries.all())
    back = {entry.reference for entry in entries if entry.kind == EntryKind.NOT_REFUNDED}
    refunds = (EntryKind.REFUNDED, EntryKind.NOT_REFUNDED)
    return [e for e in entries if e.reference not in back or e.kind not in refunds]


def _history_json(order: Order) -> list[Json]:
    changes = sorted(order.status_changes.all(), key=lambda change: change.pk)
    first = changes[0].old_status if changes else order.status
    moments = [(first, order.date_placed), *((c.new_status, c.date_created) for c in changes)]
    return [
        {"status": status, "label": status_label(status), "at": iso(moment)}
        for status, moment in moments
    ]
