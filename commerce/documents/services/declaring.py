"""Telling documents to the tax service of a channel, which declares the taxes from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commerce.core.points import reach
from commerce.documents.enums import OF_MONEY, DocumentKind
from commerce.documents.models import DocumentTax, TaxRecord
from commerce.documents.selectors.documents import get_document
from commerce.integrations.errors import ProviderError
from commerce.integrations.registry import SoldLine, TaxedDocument, TaxedPlace, TaxService
from commerce.integrations.services import ask

if TYPE_CHECKING:
    from commerce.documents.models import OrderDocument

logger = structlog.get_logger(__name__)
AT_A_TIME: Final = 100


@transaction.atomic
def note_to_declare(*, document_id: int) -> bool:
    """Note that a document is to be told, where its order was taxed by a service or in its stead.

    Return whether there is anything to tell. Noting it twice changes nothing.
    """
    document = get_document(document_id)
    if document.kind not in OF_MONEY or not document.order.taxation.get("source"):
        return False
    TaxRecord.objects.get_or_create(document=document)
    return True


def declare(*, document_id: int) -> bool:
    """Tell a noted document to its channel's tax service; return whether it knows it now.

    The service takes each number once, so that telling it again after a lost answer does nothing.
    One that does not answer is told later: `declare_waiting`. Makes an outgoing call: to be called
    where no lock is held.
    """
    record = TaxRecord.objects.filter(document=document_id).first()
    if record is None or record.recorded_at is not None:
        return record is not None
    document = get_document(document_id)
    told = _told(document)

    def call(service: TaxService[object]) -> str:
        return service.record(told)

    rows = TaxRecord.objects.filter(pk=record.pk)
    try:
        reference = ask(TaxService, channel_id=document.channel_id, call=call, may_repeat=True)  # type: ignore[type-abstract]
    except ProviderError as error:
        logger.warning("document_not_declared", document=document.number, error=str(error))
        rows.update(attempts=F("attempts") + 1, problem=str(error)[:300])
        return False
    reach("document.declared")
    rows.update(
        recorded_at=timezone.now(),
        reference=reference[:64],
        attempts=F("attempts") + 1,
        problem="",
    )
    return True


def declare_waiting() -> int:
    """Tell what could not be told yet, the oldest first; return how many are known now.

    Ends with the first that is not taken: the service is asked again with the next run.
    """
    waiting = TaxRecord.objects.filter(recorded_at=None).order_by("attempts", "pk")
    told = 0
    for document_id in list(waiting.values_list("document", flat=True)[:AT_A_TIME]):
        if not declare(document_id=document_id):
            break
        told += 1
    return told


def _told(document: OrderDocument) -> TaxedDocument:
    rows = list(DocumentTax._base_manager.filter(document=document).order_by("pk"))
    sign = -1 if document.kind == DocumentKind.CREDIT_NOTE else 1
    party = document.content["ship_to"]
    return TaxedDocument(
        number=document.number,
        is_credit=sign < 0,
        day=document.issued_on,
        currency=document.currency,
        customer=document.order.number,
        place=TaxedPlace(
            origin=rows[0].origin if rows else "",
            country=(rows[0].country if rows else "") or party["country"],
            region=document.order.shipping_address.state if document.order.shipping_address else "",
            postcode=party["postcode"],
        ),
        lines=tuple(
            SoldLine(str(number), row.rate_kind, sign * row.net, sign * row.tax)
            for number, row in enumerate(rows, start=1)
        ),
    )
