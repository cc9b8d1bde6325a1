"""The file of a document: drawn in a worker, kept privately, and drawn again when staff ask."""

from __future__ import annotations

from functools import partial

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from ulid import ULID

from commerce.core.points import reach
from commerce.documents.enums import OF_MONEY
from commerce.documents.errors import (
    DocumentNotFoundError,
    ElectronicInvoiceInvalidError,
    NoElectronicInvoiceError,
)
from commerce.documents.models import OrderDocument
from commerce.documents.models.issued import private_storage
from commerce.documents.selectors.documents import get_document, refuse_without_xml

from .einvoices import embed_xml, write_xml
from .typesetting import typeset

log = structlog.get_logger(__name__)


def draw_document(*, document_id: int) -> None:
    """Draw a document that has no file yet; one that has is left as it is.

    A worker that is killed before the end leaves a file that nobody knows, and no other harm: the
    number is the document's, and whoever draws it next draws the same.
    """
    document = get_document(document_id)
    if not document.is_drawn:
        _keep(document, render(document))


def draw_again(*, document_id: int) -> OrderDocument:
    """Draw a document anew from what it says, for one whose file is lost or was never drawn.

    Its number, date and content stay. Only documents that the person at work may see are there;
    raises DocumentNotFoundError.
    """
    document: OrderDocument | None = OrderDocument.objects.filter(pk=document_id).first()
    if document is None:
        raise DocumentNotFoundError
    _keep(document, render(document))
    return document


def render(document: OrderDocument) -> bytes:
    """Return the PDF of a document; one about money has its e-invoice inside.

    One that cannot be written as such is logged, and the customer has the page at least.
    """
    pdf = typeset(document.content)
    if document.kind not in OF_MONEY:
        return pdf
    try:
        xml = write_xml(document.content)
    except ElectronicInvoiceInvalidError as error:
        log.error("electronic_invoice_invalid", number=document.number, error=str(error))
        return pdf
    return embed_xml(pdf, xml, content=document.content)


def xml_of(document: OrderDocument) -> bytes:
    """Return the e-invoice alone; raise NoElectronicInvoiceError for what has none."""
    refuse_without_xml(document)
    try:
        return write_xml(document.content)
    except ElectronicInvoiceInvalidError:
        raise NoElectronicInvoiceError(number=document.number) from None


def _keep(document: OrderDocument, pdf: bytes) -> None:
    """Under a name of its own each time: whoever reads the old file meanwhile reads it to its end."""
    folder = f"{document.entity_id}/{document.year}/{document.kind}"
    name = private_storage().save(f"{folder}/{document.public_id}-{ULID()}.pdf", ContentFile(pdf))
    reach("document.drawn")
    with transaction.atomic():
        row = OrderDocument._base_manager.select_for_update().get(pk=document.pk)
        old, row.file, row.drawn_at = row.file.name, name, timezone.now()
        row.save(update_fields=["file", "drawn_at"])
        if old:
            transaction.on_commit(partial(private_storage().delete, old))
    document.file, document.drawn_at = row.file, row.drawn_at
