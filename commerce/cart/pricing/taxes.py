"""What of a total is tax: worked out for where the cart goes, or would go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.cart.enums import TotalKind
from commerce.core.money import Money
from commerce.oscar.basket.models import Basket, Line
from commerce.tax.selectors import find_book, find_told, today
from commerce.tax.shapes.breakdown import RateSum, Taxable, TaxedPart, sum_rates
from commerce.tax.shapes.labels import shown_label
from commerce.tax.shapes.rates import AppliedRate, Place
from commerce.tax.shapes.taxation import Buyer, Taxation, taxation_of

from .totals import TotalLine, Totals

if TYPE_CHECKING:
    from .baskets import PricedLine

SHIPPING = "shipping"
VAT_ID = "vat_id"


def find_taxation(basket: Basket, *, user_id: int | None) -> Taxation | None:
    """Return how the cart is taxed; None in a channel that tells no tax.

    Where it goes is its delivery address, else the first country of the channel. No query as long
    as nobody changes a price or a tax; one where the channel asks a tax service, for its answer.
    """
    channel, version = basket.channel, getattr(basket, "offer_stamp", "")
    book = find_book(channel=channel, version=version)
    if book is None:
        return None
    buyer, place, day = _buyer(basket, user_id), _place(basket), today()
    told = None
    if book.uses_service and place.postcode:
        told = find_told(channel_id=channel.pk, place=place, day=day)
    return taxation_of(book, place=place, buyer=buyer, day=day, told=told)


def lower_prices(lines: Sequence[Line], taxation: Taxation | None) -> None:
    """Take out of prices the tax that this buyer does not bear. Only the lines at hand change."""
    if taxation is None or not taxation.home:
        return
    for line in lines:
        for name in ("price_amount", "price_compare_at"):
            amount = getattr(line, name)
            if amount is not None:
                args = (amount, line.basket.currency, class_of(line.product))
                setattr(line, name, taxation.price_of(*args))


def class_of(product: Any) -> int | None:
    """Return the tax class of a product: its own, its parent's, or its product class's."""
    own: int | None = product.tax_class_id
    if own is None and product.parent_id is not None:
        own = product.parent.tax_class_id
    return own or product.get_product_class().tax_class_id


def rate_of(line: Line, taxation: Taxation) -> AppliedRate:
    """Return what a line bears."""
    product_class = line.product.get_product_class()
    return taxation.rate_of(class_of(line.product), is_voucher=product_class.is_gift_card)


def source_of(line_id: int) -> str:
    return f"line:{line_id}"


def charge_source(line: TotalLine) -> str:
    return f"{line.kind}:{line.source}"


def add_taxes(basket: Basket, lines: Sequence[PricedLine], totals: Totals) -> Totals:
    """Return the totals with the tax of every part; where prices are net, with its lines on top."""
    taxation: Taxation | None = basket.taxation
    if taxation is None:
        return totals
    goods = [
        Taxable(source_of(item.line.pk), item.figures.total, rate_of(item.line, taxation))
        for item in lines
        if item.unit_price is not None
    ]
    return with_taxes(totals, taxation, goods)


def with_taxes(totals: Totals, taxation: Taxation, goods: Sequence[Taxable]) -> Totals:
    """Return the totals with the tax of these goods, of shipping and charges."""
    parts = taxation.break_down(goods, _extras(totals))
    taxed = replace(
        totals,
        lines=tuple(_with_tax(line, parts) for line in totals.lines),
        taxes=parts,
        is_net=taxation.is_net,
    )
    return taxed.plus(*tax_lines(taxed)) if taxation.is_net else taxed


def tax_lines(totals: Totals) -> tuple[TotalLine, ...]:
    """Return a line for each rate that adds something to net prices."""
    return tuple(
        TotalLine(TotalKind.TAX, rate_label(row.rate), row.tax, source=row.rate.key, tax=row.tax)
        for row in sum_rates(totals.taxes)
        if row.tax
    )


def rate_label(rate: AppliedRate) -> str:
    """Return what shoppers read of a rate, such as "VAT 19 %"."""
    if not rate.percentage:
        return shown_label(rate.label)
    return _("%(label)s %(percentage)s %%") % {
        "label": shown_label(rate.label),
        "percentage": f"{rate.percentage.normalize():f}",
    }


def taxes_json(parts: Sequence[TaxedPart]) -> list[dict[str, Any]]:
    """Return what each rate comes to, the highest first."""
    return [_row_json(row) for row in sum_rates(parts)]


def line_tax_json(totals: Totals, line_id: int) -> dict[str, Any] | None:
    """Return the tax of one line; null where none is told."""
    part = totals.part_of(source_of(line_id))
    return None if part is None else _row_json(RateSum(part.rate, part.net, part.tax))


def rates_change_at(taxation: Taxation | None) -> datetime | None:
    """Return the moment at which rates are others, as far as it is known."""
    if taxation is None or taxation.changes_on is None:
        return None
    return timezone.make_aware(datetime.combine(taxation.changes_on, time.min))


def _row_json(row: RateSum) -> dict[str, Any]:
    return {
        "label": shown_label(row.rate.label),
        "percentage": f"{row.rate.percentage.normalize():f}",
        "country": row.rate.country,
        "net": row.net.as_json(),
        "tax": row.tax.as_json(),
        "gross": row.gross.as_json(),
    }


def _extras(totals: Totals) -> list[tuple[str, Money]]:
    """Shipping as it is paid, and each charge."""
    shipping = totals.shipping
    sent = [(SHIPPING, shipping)] if shipping is not None else []
    return [*sent, *((charge_source(line), line.amount) for line in totals.charges)]


def _with_tax(line: TotalLine, parts: Sequence[TaxedPart]) -> TotalLine:
    if line.kind in set(TotalKind):
        return line
    own = [part.tax for part in parts if part.source == charge_source(line)]
    return replace(line, tax=Money.sum(own, line.amount.currency))


def _buyer(basket: Basket, user_id: int | None) -> Buyer:
    named: dict[str, str] = basket.checkout.get(VAT_ID) or {}
    return Buyer(user_id, named.get("id", ""), named.get("state", ""), named.get("check", ""))


def _place(basket: Basket) -> Place:
    address = basket.checkout.get("shipping_address")
    if not address:
        return Place(basket.channel.countries[0] if basket.channel.countries else "")
    return Place(address["country"], address.get("region") or "", address.get("postcode") or "")
