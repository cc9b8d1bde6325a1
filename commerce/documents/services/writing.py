"""The one place that writes a document down."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.documents.events import DocumentIssued
from commerce.documents.models import OrderDocument

from .numbering import take_number
from .taxes import record_taxes

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.documents.enums import DocumentKind
    from commerce.documents.models import LegalEntity
    from commerce.oscar.order.models import Order


@transaction.atomic
def write_document(
    *,
    order: Order,
    entity: LegalEntity,
    kind: DocumentKind,
    cause: str,
    content: dict[str, Any],
    corrects: OrderDocument | None = None,
    actor: User | None = None,
) -> OrderDocument:
    """Give what a document says the next number and today's date; publish DocumentIssued.

    The caller has locked the order, and knows that the cause has no document yet.
    """
    today = timezone.localdate()
    totals = content.get("totals", {"tax": "0", "gross": "0"})
    sequence, number = take_number(entity=entity, kind=kind, year=today.year)
    document: OrderDocument = OrderDocument._base_manager.create(
        order=order,
        channel_id=order.channel_id,
        entity=entity,
        kind=kind,
        cause=cause,
        year=today.year,
        sequence=sequence,
        number=number,
        locale=order.locale,
        currency=order.currency,
        tax=Decimal(totals["tax"]),
        total=Decimal(totals["gross"]),
        content={"kind": str(kind), "number": number, "date": today.isoformat(), **content},
        issued_on=today,
        corrects=corrects,
        issued_by=actor,
    )
    record_taxes(document=document, order=order)
    reach("document.written")
    publish(
        DocumentIssued(
            document_id=document.pk,
            order_id=order.pk,
            channel_id=order.channel_id,
            kind=str(kind),
            number=number,
        )
    )
    return document
