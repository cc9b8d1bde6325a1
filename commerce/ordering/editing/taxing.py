"""How an edited order is taxed: by the rates of the day it was placed on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone

from commerce.cart.pricing.taxes import class_of
from commerce.ordering.errors import OtherTaxTreatmentError, TaxesUnknownError
from commerce.ordering.selectors.orders import is_net_order
from commerce.ordering.selectors.taxes import parts_of
from commerce.tax.enums import Treatment, VatIdState
from commerce.tax.selectors import read_book
from commerce.tax.shapes.breakdown import Taxable
from commerce.tax.shapes.rates import AppliedRate, Place
from commerce.tax.shapes.taxation import Buyer, Taxation, TaxBook, taxation_of

from .goods import PlannedLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from commerce.oscar.order.models import Order

    from .wishes import EditWish


def find_taxation(order: Order, wish: EditWish) -> Taxation | None:
    """Return how the order is taxed where it would go; None for one that bears no told tax.

    Raises TaxesUnknownError, and OtherTaxTreatmentError for an address at which all prices would be
    other ones.
    """
    if not order.taxation:
        return None
    book = read_book(channel=order.channel)
    if book is None:
        raise TaxesUnknownError
    book = replace(book, is_net=is_net_order(order))
    now = _taxation(book, order, _place_now(order))
    if wish.address is None:
        return now
    address = wish.address
    place = Place(address["country"], address["region"], address["postcode"])
    then = _taxation(book, order, place)
    if then.home != now.home:
        raise OtherTaxTreatmentError
    return then


def taxables(
    order: Order, lines: Iterable[PlannedLine], taxation: Taxation, *, has_moved: bool
) -> list[Taxable]:
    """Return the goods with their rates: as they were written, unless the order goes elsewhere."""
    written = {} if has_moved else {part.source: part.rate for part in parts_of(order)}
    return [
        Taxable(f"line:{row.key}", row.figures.total, _rate(row, written, taxation))
        for row in lines
        if row.figures is not None
    ]


def _rate(row: PlannedLine, written: Mapping[str, AppliedRate], taxation: Taxation) -> AppliedRate:
    if (known := written.get(f"line:{row.key}")) is not None:
        return known
    if row.product is None:
        return taxation.usual
    is_voucher = row.product.get_product_class().is_gift_card
    return taxation.rate_of(class_of(row.product), is_voucher=is_voucher)


def _taxation(book: TaxBook, order: Order, place: Place) -> Taxation:
    day = timezone.localdate(order.date_placed)
    return taxation_of(book, place=place, buyer=_buyer(order), day=day)


def _place_now(order: Order) -> Place:
    address = order.shipping_address
    if address is None:
        return Place(order.taxation.get("country", ""))
    return Place(address.country_id, address.state or "", address.postcode or "")


def _buyer(order: Order) -> Buyer:
    """Who had shown a VAT id that was valid then is believed now."""
    told = order.taxation
    is_valid = told.get("treatment") == Treatment.REVERSE_CHARGE or told.get("vat_check")
    state = VatIdState.VALID.value if is_valid else ""
    return Buyer(order.user_id, told.get("vat_id", ""), state, told.get("vat_check", ""))
