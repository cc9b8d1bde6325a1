"""What a document says of taxes, as rows that reports add up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.documents.models import DocumentTax
from commerce.ordering.selectors.taxes import rows_of
from commerce.tax.enums import ClassKind
from commerce.tax.selectors import find_origin, kinds_of_classes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce.documents.models import OrderDocument
    from commerce.oscar.order.models import Order


def record_taxes(*, document: OrderDocument, order: Order) -> None:
    """Write a row for each rate that a new document tells; nothing for one that is about no money."""
    told = document.content.get("taxes", ())
    if not told:
        return
    kinds, country = _kinds(order), _country(document, order)
    origin = find_origin(channel_id=order.channel_id) or document.content["seller"]["country"]
    DocumentTax.objects.bulk_create(
        DocumentTax(
            document=document,
            country=country,
            origin=origin,
            treatment=order.taxation.get("treatment", ""),
            rate_kind=kinds.get(Decimal(row["percentage"]), ClassKind.STANDARD),
            percentage=Decimal(row["percentage"]),
            net=Decimal(row["net"]),
            tax=Decimal(row["tax"]),
        )
        for row in told
    )


def _kinds(order: Order) -> Mapping[Decimal, str]:
    """What the rates of an order are to the law: by the class that bore each."""
    rows = rows_of(order)
    kinds = kinds_of_classes(channel_id=order.channel_id) if rows else {}
    return {row.percentage: kinds.get(row.code, ClassKind.STANDARD) for row in rows}


def _country(document: OrderDocument, order: Order) -> str:
    """Whose tax it is: as the order was taxed, else where it went, else where it was sold."""
    taxed_in = next((row.country for row in rows_of(order)), "")
    said = document.content
    return taxed_in or said["ship_to"]["country"] or said["seller"]["country"]
