"""Documents, and who may have them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from commerce.cart.selectors.carts import Json
from commerce.documents.enums import FOR_CUSTOMERS, OF_MONEY, BatchState, DocumentKind
from commerce.documents.errors import DocumentNotFoundError, NoElectronicInvoiceError
from commerce.documents.models import DocumentBatch, OrderDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce.oscar.order.models import Order

ZERO = Decimal(0)
INVOICE_CAUSE = "order"


def list_documents() -> QuerySet[OrderDocument]:
    """Return the documents that the person at work may see, the newest first."""
    rows: QuerySet[OrderDocument] = OrderDocument.objects.select_related("order", "issued_by")
    return rows


def list_documents_of(order: Order) -> QuerySet[OrderDocument]:
    """Return all documents of an order, the oldest first."""
    return list_documents().filter(order=order.pk).order_by("pk")


def list_for_customer(order: Order) -> QuerySet[OrderDocument]:
    """Return what the customer of an order is given, the oldest first."""
    rows: QuerySet[OrderDocument] = OrderDocument._base_manager.filter(order=order.pk)
    return rows.filter(kind__in=FOR_CUSTOMERS).defer("content").order_by("pk")


def get_for_customer(order: Order, public_id: str) -> OrderDocument:
    """Return one of them; raise DocumentNotFoundError, also for what is another order's."""
    found = list_for_customer(order).filter(public_id=public_id).first()
    if found is None:
        raise DocumentNotFoundError
    return found


def find_invoice(order_id: int) -> OrderDocument | None:
    """Return the invoice of an order, if it was issued: the last one, where one was corrected."""
    rows = OrderDocument._base_manager.filter(order=order_id, kind=DocumentKind.INVOICE)
    return rows.order_by("-pk").first()


def find_issued(order_id: int, kind: DocumentKind, cause: str) -> OrderDocument | None:
    """Return the document that was issued for a cause already."""
    rows = OrderDocument._base_manager.filter(order=order_id, kind=kind, cause=cause)
    found: OrderDocument | None = rows.first()
    return found


def list_credit_notes(invoice: OrderDocument) -> QuerySet[OrderDocument]:
    """Return what was credited of an invoice, the oldest first."""
    rows: QuerySet[OrderDocument] = OrderDocument._base_manager.filter(corrects=invoice.pk)
    return rows.order_by("pk")


def credited_of(invoice: OrderDocument) -> Decimal:
    """Return how much of an invoice was credited."""
    total: Decimal | None = list_credit_notes(invoice).aggregate(all=Sum("total"))["all"]
    return total or ZERO


def get_document(document_id: int) -> OrderDocument:
    """Return a document, for work on the server itself."""
    found: OrderDocument = OrderDocument._base_manager.get(pk=document_id)
    return found


def refuse_without_xml(document: OrderDocument) -> None:
    """Raise NoElectronicInvoiceError for what is not about money."""
    if document.kind not in OF_MONEY:
        raise NoElectronicInvoiceError(number=document.number)


def list_batches() -> QuerySet[DocumentBatch]:
    """Return the batches that the person at work may see, the newest first."""
    rows: QuerySet[DocumentBatch] = DocumentBatch.objects.select_related("asked_by")
    return rows


def list_unfinished_batches() -> list[int]:
    """Return the keys of the batches that are not all done, the oldest first."""
    rows = DocumentBatch._base_manager.exclude(state=BatchState.DONE).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def document_json(document: OrderDocument, base: str) -> Json:
    """Return the public form of a document; `base` is the address of its order's documents."""
    return {
        "id": document.public_id,
        "kind": document.kind,
        "kind_label": str(DocumentKind(document.kind).label),
        "number": document.number,
        "date": document.issued_on.isoformat(),
        "total": document.gross.as_json(),
        "is_ready": document.is_drawn,
        "url": f"{base}{document.public_id}/",
        "xml_url": f"{base}{document.public_id}/xml/",
    }


def documents_json(documents: Iterable[OrderDocument], base: str) -> Json:
    """Return the public form of an order's documents."""
    return {"documents": [document_json(each, base) for each in documents]}
