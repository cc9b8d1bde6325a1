"""An invoice of an order that staff have changed since: credited, and issued anew."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.documents.enums import DocumentKind
from commerce.documents.selectors.contents import invoice_content
from commerce.documents.selectors.documents import find_invoice, find_issued
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.oscar.order.models import OrderState

from .crediting import credit_rest, credit_what_went_back
from .writing import write_document


@transaction.atomic
def correct_invoice(*, order_id: int, edit_id: int) -> None:
    """Credit what is left of an edited order's invoice, and invoice the order as it is now.

    Without an invoice there is nothing to correct: the first one says what is true then. Twice
    changes nothing, and neither does it for an order that was cancelled since.
    """
    order = lock_order(order_id)
    invoice, cause = find_invoice(order.pk), f"edit/{edit_id}"
    if invoice is None or order.state == OrderState.CANCELLED:
        return
    if find_issued(order.pk, DocumentKind.INVOICE, cause) is not None:
        return
    with translation.override(order.locale or settings.LANGUAGE_CODE):
        reason = _("The order was changed.")
    credit_rest(order=order, invoice=invoice, cause=cause, reason=reason)
    write_document(
        order=order,
        entity=invoice.entity,
        kind=DocumentKind.INVOICE,
        cause=cause,
        content=invoice_content(get_order(order.pk), invoice.entity),
    )
    credit_what_went_back(order_id=order.pk)
