"""What a document says: plain values that can be kept for ever, and be drawn in any language.

Amounts are texts with the decimals of the currency, dates are ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from commerce.core.money import Money
from commerce.ordering.enums import ParcelState
from commerce.oscar.order.models import Surcharge
from commerce.payments.registry import find_gateway, name_for_shoppers
from commerce.payments.selectors import list_payments

from .taxation import taxation_of
from .taxes import SHIPPING, Share, charge_key, line_key, shares_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from commerce.documents.models import LegalEntity
    from commerce.ordering.models import Fulfilment
    from commerce.oscar.order.models import Order

Content = dict[str, Any]
Row = dict[str, Any]
ZERO: Final = Decimal(0)
VERSION: Final = 1
ENTITY_FIELDS: Final = (
    *("name", "line1", "line2", "postcode", "city", "email", "phone", "registration"),
    *("vat_id", "tax_number", "bank", "iban", "bic", "closing"),
)
ADDRESS_FIELDS: Final = (
    *("name", "company", "line1", "line2", "postcode", "city", "country", "country_name"),
)


def invoice_content(order: Order, entity: LegalEntity) -> Content:
    """Return what an invoice over the whole order says, beside its number and date."""
    shares, write = shares_of(order), _writer(order.currency)
    lines = [_line(row, shares[line_key(row.pk)], write) for row in order.lines.all()]
    charges = [*_charges(order, shares), *_rest(order, shares)]
    of_lines = [share for row in order.lines.all() for share in shares[line_key(row.pk)]]
    return {
        **_head(order, entity),
        "lines": lines,
        "charges": [{**row, **_amounts(share, write)} for row, share in charges],
        **sums([*of_lines, *(share for _row, share in charges)], write),
        "taxation": taxation_of(order, entity),
        "payments": _payments(order),
    }


def slip_content(order: Order, entity: LegalEntity, parcel: Fulfilment) -> Content:
    """Return what lies in a parcel; no price is told."""
    return {
        **_head(order, entity),
        "parcel": {"id": parcel.public_id, "carrier": parcel.carrier},
        "cards": _cards(order, parcel),
        "lines": [
            {**_goods(content.line), "quantity": content.quantity}
            for content in parcel.lines.select_related("line").order_by("pk")
        ],
    }


def _cards(order: Order, parcel: Fulfilment) -> list[Row]:
    """What the buyer wrote for the recipient; it goes into the first parcel that is not unpacked."""
    packed = order.fulfilments.exclude(state=ParcelState.CANCELLED).order_by("pk")
    if packed.values_list("pk", flat=True).first() != parcel.pk:
        return []
    written = Surcharge.objects.filter(order=order).exclude(message="").order_by("pk")
    return [{"name": charge.name, "message": charge.message} for charge in written]


def sums(shares: Iterable[Share], write: Any) -> Content:
    """Return the totals, and the same by rate, the highest first: they add up by how they are made."""
    by_rate: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for share in shares:
        net, tax = by_rate.get(share.percentage, (ZERO, ZERO))
        by_rate[share.percentage] = (net + share.net, tax + share.tax)
    rates = [Share(net, tax, rate) for rate, (net, tax) in sorted(by_rate.items(), reverse=True)]
    whole = Share(sum((r.net for r in rates), ZERO), sum((r.tax for r in rates), ZERO))
    return {
        "taxes": [_amounts(share, write) for share in rates],
        "totals": {"net": write(whole.net), "tax": write(whole.tax), "gross": write(whole.gross)},
    }


def share_of(row: Row) -> Share:
    """Read the tax of an amount back from what a document says."""
    return Share(Decimal(row["net"]), Decimal(row["tax"]), Decimal(row["percentage"]))


def _writer(currency: str) -> Any:
    return lambda amount: Money(amount, currency).as_json()["amount"]


def _head(order: Order, entity: LegalEntity) -> Content:
    return {
        "version": VERSION,
        "locale": order.locale,
        "currency": order.currency,
        "order": {"number": order.number, "placed_on": _day(order.date_placed)},
        "supplied_on": _supplied_on(order),
        "seller": _seller(entity),
        "buyer": _party(order.billing_address or order.shipping_address, order.email),
        "ship_to": _ship_to(order),
    }


def _day(moment: datetime) -> str:
    day: date = timezone.localtime(moment).date()
    return day.isoformat()


def _supplied_on(order: Order) -> str | None:
    """The day the last parcel left so far: what the law calls the date of the supply."""
    gone = [
        parcel.shipped_at
        for parcel in order.fulfilments.all()
        if parcel.shipped_at and parcel.state != ParcelState.CANCELLED
    ]
    return _day(max(gone)) if gone else None


def _seller(entity: LegalEntity) -> Content:
    told = {name: getattr(entity, name) for name in ENTITY_FIELDS}
    return {**told, "country": entity.country_id, "country_name": entity.country.printable_name}


def _party(address: Any, email: str) -> Content:
    """Who an address is of. An order without one has a buyer whom only the e-mail names."""
    if address is None:
        return {**dict.fromkeys(ADDRESS_FIELDS, ""), "email": email or ""}
    return {
        "name": f"{address.first_name} {address.last_name}".strip(),
        "company": address.line3 or "",
        "line1": address.line1 or "",
        "line2": address.line2 or "",
        "postcode": address.postcode or "",
        "city": address.line4 or "",
        "country": address.country_id,
        "country_name": address.country.printable_name,
        "email": email or "",
    }


def _ship_to(order: Order) -> Content:
    """Where the goods go: to a pickup point where one was chosen, for whom the address names."""
    party, point = _party(order.shipping_address, ""), order.pickup_point
    if not point:
        return party
    there = {"company": point["name"], "line1": point["street"], "line2": ""}
    return {**party, **there, "postcode": point["postcode"], "city": point["city"]}


def _goods(line: Any) -> Row:
    appearance = line.appearance or {}
    options = (option.get("label", "") for option in appearance.get("options", []))
    return {"name": line.title, "detail": ", ".join(filter(None, options)), "sku": line.partner_sku}


def _line(line: Any, shares: Sequence[Share], write: Any) -> Row:
    """One that bears several rates tells the highest; what each rate comes to stands with the sums."""
    before = line.line_price_before_discounts_incl_tax
    return {
        **_goods(line),
        "quantity": line.quantity,
        "unit_price": write(line.unit_price_incl_tax or before / max(line.quantity, 1)),
        "discount": write(before - line.line_price_incl_tax),
        **_amounts(_whole(shares), write),
    }


def _whole(shares: Sequence[Share]) -> Share:
    net = sum((share.net for share in shares), ZERO)
    tax = sum((share.tax for share in shares), ZERO)
    return Share(net, tax, max(share.percentage for share in shares))


def _amounts(share: Share, write: Any) -> Row:
    return {
        "net": write(share.net),
        "percentage": format(share.percentage.normalize(), "f"),
        "tax": write(share.tax),
        "gross": write(share.gross),
    }


def _charges(order: Order, shares: Any) -> Iterable[tuple[Row, Share]]:
    """The shipping, where there is any, and what else is neither goods nor tax."""
    if order.shipping_incl_tax:
        for share in shares[SHIPPING]:
            yield {"kind": SHIPPING, "name": order.shipping_method}, share
    for charge in Surcharge.objects.filter(order=order).order_by("pk"):
        for share in shares[charge_key(charge.pk)]:
            yield {"kind": charge.code, "name": charge.name}, share


def _rest(order: Order, shares: Any) -> Sequence[tuple[Row, Share]]:
    """What no row tells and the total has, such as a rounding: an invoice is over what was sold for."""
    told = sum((share.gross for rows in shares.values() for share in rows), ZERO)
    if not (left := order.total_incl_tax - told):
        return ()
    return (({"kind": "rounding", "name": ""}, Share(left, ZERO)),)


def _payments(order: Order) -> list[Row]:
    """What has come in until now, by how it was paid."""
    return [
        {
            "name": _name(session),
            "amount": Money(session.captured, session.currency).as_json()["amount"],
        }
        for session in list_payments([order.pk])[order.pk]
        if session.captured
    ]


def _name(session: Any) -> str:
    gateway = find_gateway(
        session.gateway, channel_id=session.channel_id, configuration=session.configuration
    )
    return str(name_for_shoppers(gateway)) if gateway else session.gateway
