"""Invoices and packing slips: made once for each cause, by themselves or when staff ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.documents.enums import DocumentKind, InvoiceMoment
from commerce.documents.errors import NoLegalEntityError, NothingToInvoiceError
from commerce.documents.models import LegalEntity, OrderDocument
from commerce.documents.selectors.contents import invoice_content, slip_content
from commerce.documents.selectors.documents import INVOICE_CAUSE, find_invoice, find_issued
from commerce.documents.selectors.rules import find_rules
from commerce.ordering.selectors.fulfilments import get_fulfilment
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.oscar.order.models import OrderState

from .crediting import credit_what_went_back
from .writing import write_document

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def issue_invoice(*, order_id: int, actor: User | None = None) -> OrderDocument:
    """Return the invoice of an order, issued now if it was not; what went back of it is credited.

    Raises OrderNotFoundError, NoLegalEntityError, and NothingToInvoiceError for an order that was
    cancelled before.
    """
    order = lock_order(order_id)
    if (found := find_invoice(order.pk)) is not None:
        return found
    if order.state == OrderState.CANCELLED:
        raise NothingToInvoiceError(number=order.number)
    entity = _entity_of(order.channel_id)
    invoice = write_document(
        order=order,
        entity=entity,
        kind=DocumentKind.INVOICE,
        cause=INVOICE_CAUSE,
        content=invoice_content(get_order(order.pk), entity),
        actor=actor,
    )
    credit_what_went_back(order_id=order.pk)
    return invoice


@transaction.atomic
def invoice_when_due(*, order_id: int, channel_id: int, moment: InvoiceMoment) -> None:
    """Issue an order's invoice if the channel's rules want it at this moment."""
    rules = find_rules(channel_id)
    if rules is None or rules.invoice_moment == InvoiceMoment.BY_HAND:
        return
    if moment == InvoiceMoment.PAID and rules.invoice_moment != InvoiceMoment.PAID:
        return
    if lock_order(order_id).state != OrderState.CANCELLED:
        issue_invoice(order_id=order_id)


@transaction.atomic
def issue_packing_slip(*, fulfilment_id: int, actor: User | None = None) -> OrderDocument | None:
    """Return the packing slip of a parcel, issued now if it was not; None without a legal entity."""
    parcel = get_fulfilment(fulfilment_id)
    order = lock_order(parcel.order_id)
    if (found := find_issued(order.pk, DocumentKind.PACKING_SLIP, parcel.public_id)) is not None:
        return found
    if (rules := find_rules(order.channel_id)) is None:
        return None
    return write_document(
        order=order,
        entity=rules.entity,
        kind=DocumentKind.PACKING_SLIP,
        cause=parcel.public_id,
        content=slip_content(get_order(order.pk), rules.entity, parcel),
        actor=actor,
    )


@transaction.atomic
def void_packing_slip(*, fulfilment_id: int) -> None:
    """Mark the slip of a parcel that was unpacked again: its number stays, and leads to nothing."""
    parcel = get_fulfilment(fulfilment_id)
    found = find_issued(parcel.order_id, DocumentKind.PACKING_SLIP, parcel.public_id)
    if found is not None:
        OrderDocument._base_manager.filter(pk=found.pk).update(is_void=True)


def _entity_of(channel_id: int) -> LegalEntity:
    if (rules := find_rules(channel_id)) is None:
        raise NoLegalEntityError
    return rules.entity
