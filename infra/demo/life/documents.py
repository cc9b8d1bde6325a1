"""Who sells in the demo shop, and the documents of its last orders. No letter goes out for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce.core.errors import DomainError
from commerce.core.models import OutboxDelivery
from commerce.documents.hooks import tell
from commerce.documents.models import DocumentRules, LegalEntity, OrderDocument
from commerce.documents.services.drawing import draw_document
from commerce.documents.services.issuing import issue_invoice, issue_packing_slip
from commerce.documents.services.rules import save_entity, save_rules
from commerce.ordering.selectors.orders import list_orders
from commerce.oscar.order.models import OrderStatus

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

NAME: Final = "Heron Handels GmbH"
NUMBER: Final = 12
WITH_MONEY: Final = (
    OrderStatus.PAID,
    OrderStatus.PACKED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
)


def ensure_rules(*, channel: Channel) -> None:
    """Have a company sell that nobody has registered, where nobody has decided otherwise."""
    if DocumentRules._base_manager.filter(channel=channel).exists():
        return
    entity = LegalEntity._base_manager.filter(tenant=channel.tenant, name=NAME).first()
    if entity is None:
        entity = save_entity(
            entity=LegalEntity(
                tenant=channel.tenant,
                name=NAME,
                line1="Hafenstraße 12",
                postcode="20457",
                city="Hamburg",
                country_id="DE",
                email="hello@heron.example",
                phone="+49 40 5550100",
                registration="Amtsgericht Hamburg, HRB 00000",
                vat_id="DE999999999",
                bank="Hafenbank Hamburg",
                iban="DE89370400440532013000",
                closing="Thank you for your order.",
            )
        )
    save_rules(rules=DocumentRules(channel=channel, entity=entity))


def issue(*, channel: Channel) -> None:
    """Issue and draw what belongs to the last orders whose money is there."""
    ensure_rules(channel=channel)
    last = list_orders(channel).filter(status__in=WITH_MONEY).order_by("-pk")[:NUMBER]
    for order in reversed(last):
        try:
            issue_invoice(order_id=order.pk)
        except DomainError:  # staff have cancelled it meanwhile
            continue
        for parcel in order.fulfilments.all():
            issue_packing_slip(fulfilment_id=parcel.pk)
    OutboxDelivery.objects.filter(consumer=f"{tell.__module__}.{tell.__qualname__}").delete()
    for pk in OrderDocument._base_manager.filter(channel=channel, file="").values_list(
        "pk", flat=True
    ):
        draw_document(document_id=pk)
