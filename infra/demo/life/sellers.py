"""A second seller beside the house, and a shelf that is nearly empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max

from commerce.catalogue.services.stock import set_stock
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import Partner, StockRecord

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

GREENHOUSE: Final = "Fern & Daughters"
CLASS: Final = "Plant"
LOW: Final = 3
THRESHOLD: Final = 5


def main_partner(channel: Channel) -> Partner | None:
    """The house's own partner: the tenant's first."""
    return Partner.objects.filter(tenant=channel.tenant_id).order_by("pk").first()


@transaction.atomic
def ensure_greenhouse(*, channel: Channel) -> Partner:
    """Let the plants be sold by a nursery of its own; what has changed hands since stays."""
    partner = Partner.objects.filter(tenant=channel.tenant_id, name=GREENHOUSE).first()
    if partner is not None:
        return partner
    partner = Partner.objects.create(tenant=channel.tenant, name=GREENHOUSE)
    plants = Product.objects.filter(
        tenant=channel.tenant_id, parent__product_class__name__in=_classes_of_plants(channel)
    )
    StockRecord.objects.filter(product__in=plants).update(partner=partner)
    return partner


def _classes_of_plants(channel: Channel) -> list[str]:
    rows = Product.objects.filter(tenant=channel.tenant_id, product_class__name__icontains=CLASS)
    return sorted(set(rows.values_list("product_class__name", flat=True)))


@transaction.atomic
def run_low(*, channel: Channel) -> None:
    """Let the newest article of each seller fall below its threshold, which alerts the seller."""
    records = StockRecord.objects.filter(
        partner__tenant=channel.tenant_id, num_in_stock__gt=THRESHOLD
    )
    for pk in records.values("partner").annotate(newest=Max("pk")).values_list("newest", flat=True):
        record = StockRecord.objects.select_for_update().get(pk=pk)
        record.low_stock_threshold = THRESHOLD
        record.save(update_fields=["low_stock_threshold"])
        set_stock(stockrecord=record, quantity=LOW + (record.num_allocated or 0))
