"""The documents of many orders in one file, made one order at a time."""

from __future__ import annotations

import zipfile
from enum import Enum
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

from django.core.files import File
from django.db import transaction
from django.db.models import F
from pypdf import PdfWriter
from ulid import ULID

from commerce.core.bus import publish
from commerce.core.errors import DomainError
from commerce.core.locks import try_lock
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
    keys = list(orders.order_by("pk").values_list("pk", flat=True)[: MOST_ORDERS + 1])
    if not keys:
        raise NothingChosenError
    if len(keys) > MOST_ORDERS:
        raise TooManyOrdersError(most=MOST_ORDERS)
    batch: DocumentBatch = DocumentBatch._base_manager.create(
        tenant_id=tenant_id, kind=kind, format=format, total=len(keys), asked_by=actor
    )
    BatchItem.objects.bulk_create(BatchItem(batch=batch, order_id=pk) for pk in keys)
    publish(DocumentBatchAsked(batch_id=batch.pk))
    return batch


class Progress(Enum):
    """How far working on a batch has come."""

    TAKEN = "somebody else is at it"
    HALFWAY = "some of it is left"
    DONE = "all of it is made"


def go_on_with(*, batch_id: int, most: int | None = None) -> Progress:
    """Make what is left of a batch, `most` orders of it at a time.

    Each order commits on its own, with what is counted of it: a worker that is killed loses at most
    the order at hand, and nothing is made twice. Of two workers at one batch the second goes away.
    """
    items = BatchItem.objects.filter(batch=batch_id, is_done=False)
    for pk in list(items.values_list("pk", flat=True)[:most]):
        if not _do(pk, batch_id):
            return Progress.TAKEN
        reach("batch.item")
    if items.exists():
        return Progress.HALFWAY
    with transaction.atomic():
        return Progress.DONE if _finish(batch_id) else Progress.TAKEN


@transaction.atomic
def _do(item_id: int, batch_id: int) -> bool:
    """Make one order's documents; False while another worker is at the batch."""
    if not try_lock(f"documents.batch.{batch_id}"):
        return False
    item = BatchItem.objects.select_related("batch").get(pk=item_id)
    if item.is_done:
        return True
    try:
        with transaction.atomic():
            found = _documents_of(item)
    except DomainError as refused:
        found, item.problem = [], refused.detail[:300]
    item.documents.set(found)
    item.is_done = True
    item.save(update_fields=["is_done", "problem"])
    DocumentBatch._base_manager.filter(pk=batch_id).update(
        done=F("done") + 1, state=BatchState.RUNNING
    )
    return True


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


def _finish(batch_id: int) -> bool:
    if not try_lock(f"documents.batch.{batch_id}"):
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
