"""Customers hear of invoices and credit notes."""

from __future__ import annotations

from django.utils import translation

from commerce.documents.enums import FOR_CUSTOMERS, DocumentKind
from commerce.documents.kinds import DOCUMENT_ISSUED
from commerce.documents.selectors.documents import get_document
from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from commerce.ordering.selectors.letters import values_of_payment
from commerce.ordering.selectors.orders import get_order


def tell_customer(*, document_id: int) -> None:
    """Write to the customer, in the order's language, that a document is there. Once for each."""
    document = get_document(document_id)
    if document.kind not in FOR_CUSTOMERS:
        return
    order = get_order(document.order_id)
    with translation.override(order.locale):
        values = values_of_payment(order, document.gross)
        name = f"{DocumentKind(document.kind).label} {document.number}"
    notify(
        kind=DOCUMENT_ISSUED.code,
        recipient=Recipient(order.locale, user_id=order.user_id, email=order.guest_email),
        channel_id=order.channel_id,
        event_id=f"document/{document.pk}",
        values={
            **{key: values[key] for key in ("number", "greeting", "url", "amount")},
            "document": name,
        },
        about=order.number,
    )
