"""The documents of many orders in one file, made one order at a time."""

from __future__ import annotations

import zipfile
from functools import partial
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

from django.core.files import File
from django.db import transaction
from pypdf import PdfWriter
from ulid import ULID

from commerce.core.batches import Progress, Work, chosen, go_on
from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.documents.enums import BatchFormat, BatchState, DocumentKind
from commerce.documents.errors import NothingChosenError, TooManyOrdersError
from commerce.documents.events import DocumentBatchAsked
from commerce.documents.models import BatchItem, DocumentBatch, OrderDocument
from commerce.documents.models.issued import private_storage

from .drawing import draw_document
from .issuing import issue_invoice

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User
    from commerce.oscar.order.models import Order

MOST_ORDERS: Final = 2000


@transaction.atomic
def ask_for_batch(
    *,
    orders: QuerySet[Order],
    tenant_id: int,
    kind: DocumentKind,
    format: BatchFormat,
    actor: User | None = None,
) -> DocumentBatch:
    """Write down that the documents of these orders are wanted; publish DocumentBatchAsked.

    Takes orders that the person at work may see. Raises NothingChosenError and TooManyOrdersError.
    """
    keys = chosen(orders, most=MOST_ORDERS, none=NothingChosenError, too_many=TooManyOrdersError)
    batch: DocumentBatch = DocumentBatch._base_manager.create(
        tenant_id=tenant_id, kind=kind, format=format, total=len(keys), asked_by=actor
    )
    BatchItem.objects.bulk_create(BatchItem(batch=batch, order_id=pk) for pk in keys)
    publish(DocumentBatchAsked(batch_id=batch.pk))
    return batch


def go_on_with(*, batch_id: int, most: int | None = None) -> Progress:
    """Make what is left of a batch, `most` orders of it at a time."""
    return go_on(DOCUMENTS, batch_id=batch_id, most=most)


def _make(item: BatchItem) -> None:
    item.documents.set(_documents_of(item))


def _documents_of(item: BatchItem) -> list[OrderDocument]:
    """The order's documents of the kind; its invoice is issued if it was not."""
    if item.batch.kind == DocumentKind.INVOICE:
        issue_invoice(order_id=item.order_id, actor=item.batch.asked_by)
    rows = OrderDocument._base_manager.filter(order=item.order_id, kind=item.batch.kind)
    found = list(rows.filter(is_void=False).order_by("pk"))
    if not found:
        raise NothingChosenError
    for document in found:
        draw_document(document_id=document.pk)
    return found


def _join(batch: DocumentBatch, documents: list[OrderDocument], whole: IO[bytes]) -> bool:
    if not documents:
        return False
    if batch.format == BatchFormat.ZIP:
        _zip(documents, whole)
    else:
        _append(documents, whole)
    return True


def _zip(documents: list[OrderDocument], whole: IO[bytes]) -> None:
    with zipfile.ZipFile(whole, "w") as archive:
        for document in documents:
            with document.file.open("rb") as pdf:
                archive.writestr(document.filename, pdf.read())


def _append(documents: list[OrderDocument], whole: IO[bytes]) -> None:
    writer = PdfWriter()
    for document in documents:
        with document.file.open("rb") as pdf:
            writer.append(pdf, import_outline=False)
    writer.write(whole)


def _finish(batch_id: int) -> bool:
    if not DOCUMENTS.lock(batch_id):
        return False
    batch: DocumentBatch = DocumentBatch._base_manager.select_for_update().get(pk=batch_id)
    if batch.state == BatchState.DONE:
        return True
    documents = OrderDocument._base_manager.filter(batch_items__batch=batch).order_by(
        "sequence", "pk"
    )
    with TemporaryFile() as whole:
        if _join(batch, list(documents), whole):
            whole.seek(0)
            name = f"batches/{batch.public_id}-{ULID()}.{batch.format}"
            batch.file = private_storage().save(name, File(whole))
    reach("batch.joined")
    batch.state = BatchState.DONE
    batch.save(update_fields=["state", "file"])
    return True


DOCUMENTS: Final = Work(
    name="documents.batch",
    batches=DocumentBatch,
    items=BatchItem,
    do=_make,
    reached=partial(reach, "batch.item"),
    finish=_finish,
    meanwhile={"state": BatchState.RUNNING},
)
