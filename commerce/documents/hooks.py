"""What documents follow."""

from __future__ import annotations

from commerce.accounts.registry import Kept, Person, keeps
from commerce.core.bus import after_commit
from commerce.core.tasks import wake
from commerce.notifications.registry import register_kind
from commerce.ordering.events import (
    FulfilmentCancelled,
    FulfilmentCreated,
    OrderCancelled,
    OrderEdited,
    OrderPaid,
)
from commerce.ordering.registry import tells_timeline
from commerce.payments.events import PaymentRefunded
from commerce.returns.events import ReturnSettled

from .enums import InvoiceMoment
from .events import DocumentBatchAsked, DocumentIssued
from .kinds import DOCUMENT_ISSUED
from .selectors.timeline import moments_of
from .services.correcting import correct_invoice
from .services.crediting import credit_what_went_back
from .services.declaring import declare, note_to_declare
from .services.drawing import draw_document
from .services.issuing import invoice_when_due, issue_packing_slip, void_packing_slip
from .services.letters import tell_customer
from .services.privacy import export_person
from .tasks import go_on_with_batch

register_kind(DOCUMENT_ISSUED)
tells_timeline("documents")(moments_of)


@after_commit(OrderPaid)
def invoice_paid(event: OrderPaid) -> None:
    """Each order has one invoice, however often this is told."""
    invoice_when_due(
        order_id=event.order_id, channel_id=event.channel_id, moment=InvoiceMoment.PAID
    )


@after_commit(FulfilmentCreated)
def list_what_was_packed(event: FulfilmentCreated) -> None:
    """Each parcel has one slip; the first one of an order may bring its invoice."""
    invoice_when_due(
        order_id=event.order_id, channel_id=event.channel_id, moment=InvoiceMoment.PACKED
    )
    issue_packing_slip(fulfilment_id=event.fulfilment_id)


@after_commit(FulfilmentCancelled)
def void_what_was_unpacked(event: FulfilmentCancelled) -> None:
    void_packing_slip(fulfilment_id=event.fulfilment_id)


@after_commit(PaymentRefunded)
def credit_refund(event: PaymentRefunded) -> None:
    """Looks at all refunds of the order: each has one credit note."""
    credit_what_went_back(order_id=event.order_id)


@after_commit(OrderCancelled)
def credit_cancelled(event: OrderCancelled) -> None:
    """What was invoiced and never came in is not owed any more."""
    if event.is_whole:
        credit_what_went_back(order_id=event.order_id)


@after_commit(ReturnSettled)
def credit_returned(event: ReturnSettled) -> None:
    """What came back of an order that is still to be paid lowers its invoice."""
    credit_what_went_back(order_id=event.order_id)


@after_commit(OrderEdited)
def correct_edited(event: OrderEdited) -> None:
    """What was invoiced is credited, and invoiced as it is now; once for each edit."""
    correct_invoice(order_id=event.order_id, edit_id=event.edit_id)


@after_commit(DocumentIssued)
def draw(event: DocumentIssued) -> None:
    """In a worker. One that is killed meanwhile leaves it to the next, which draws the same again."""
    draw_document(document_id=event.document_id)


@after_commit(DocumentIssued)
def tell(event: DocumentIssued) -> None:
    """One letter for each document that a customer is given."""
    tell_customer(document_id=event.document_id)


@after_commit(DocumentIssued, external=True)
def tell_tax_service(event: DocumentIssued) -> None:
    """One that is away is told by the schedule."""
    if note_to_declare(document_id=event.document_id):
        declare(document_id=event.document_id)


@after_commit(DocumentBatchAsked)
def begin_batch(event: DocumentBatchAsked) -> None:
    """A broker that is away delays it: the schedule takes up what nobody was asked for."""
    wake(go_on_with_batch, event.batch_id)


@keeps("documents")
def read_person(person: Person) -> Kept:
    return export_person(person)
