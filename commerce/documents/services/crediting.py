"""Credit notes: what goes back of an order's money is taken off its invoice, each amount once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from commerce.documents.enums import DocumentKind
from commerce.documents.selectors.credits import (
    credit_content,
    given_back,
    left_of,
    never_received,
    portion,
    refunds_to_credit,
    returned,
)
from commerce.documents.selectors.documents import (
    INVOICE_CAUSE,
    credited_of,
    find_invoice,
    find_issued,
)
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Order, OrderState

from .writing import write_document

if TYPE_CHECKING:
    from commerce.documents.models import OrderDocument

CANCELLED = "cancelled"


@transaction.atomic
def credit_what_went_back(*, order_id: int) -> None:
    """Issue a credit note for each refund, and each return, of an invoiced order that has none.

    However often it is called, each refund is credited once, and never more than was invoiced. A
    refund that did not arrive stays credited: the customer is owed it still. Before there is an
    invoice nothing happens; issuing it catches up.
    """
    order = lock_order(order_id)
    if (invoice := find_invoice(order.pk)) is None:
        return
    left = refunds_to_credit(order, invoice)
    for refund in given_back(order.pk):
        cause = _cause(invoice, refund.cause)
        if find_issued(order.pk, DocumentKind.CREDIT_NOTE, cause) is None:
            amount = min(refund.amount, left)
            left -= amount
            _credit(order, invoice, cause=cause, amount=amount, reason=refund.note)
    for back in returned(order.pk, invoice):
        cause = _cause(invoice, back.cause)
        _credit(order, invoice, cause=cause, amount=back.amount, reason=back.note)
    if order.state == OrderState.CANCELLED:
        amount = never_received(order.pk, invoice)
        _credit(order, invoice, cause=CANCELLED, amount=amount, reason="")


def credit_rest(*, order: Order, invoice: OrderDocument, cause: str, reason: str) -> None:
    """Credit all that is left of an invoice, in the caller's transaction with the order's lock."""
    _credit(order, invoice, cause=cause, amount=invoice.total, reason=reason)


def _cause(invoice: OrderDocument, cause: str) -> str:
    """One for each invoice that has followed another: what it corrects is credited of it anew."""
    return cause if invoice.cause == INVOICE_CAUSE else f"{cause}@{invoice.pk}"


def _credit(
    order: Order, invoice: OrderDocument, *, cause: str, amount: Decimal, reason: str
) -> None:
    if find_issued(order.pk, DocumentKind.CREDIT_NOTE, cause) is not None:
        return
    amount = min(amount, invoice.total - credited_of(invoice))
    if amount <= 0:
        return
    parts = portion(left_of(invoice), amount, invoice.currency)
    write_document(
        order=order,
        entity=invoice.entity,
        kind=DocumentKind.CREDIT_NOTE,
        cause=cause,
        content=credit_content(invoice, parts, reason=reason, currency=invoice.currency),
        corrects=invoice,
    )
