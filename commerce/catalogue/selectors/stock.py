"""How much is left, as it is told to whoever looks at a product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from commerce.catalogue.models import ProductEntry
from commerce.catalogue.policies import is_low, offer_rank, stock_threshold
from commerce.catalogue.shapes import AvailabilityStatus
from commerce.oscar.partner.models import StockRecord

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class VariantStock(TypedDict):
    """`left` is told of few pieces only; how many a full shelf holds is nobody's business."""

    status: AvailabilityStatus
    is_available: bool
    left: int | None


def list_variant_stock(
    *, channel: Channel, root_ids: Collection[int]
) -> dict[str, dict[str, VariantStock]]:
    """Return what is left of each variant of products on show, by public ids. Two queries.

    Told is the offer that is sold from. Products whose stock nobody counts are left out.
    """
    shown = ProductEntry.objects.in_channel(channel).filter(product__in=root_ids)
    names = dict(shown.values_list("product_id", "product__public_id"))
    records = (
        StockRecord.objects.filter(Q(product__in=names) | Q(product__parent__in=names))
        .filter(prices__channel=channel, prices__currency__in=channel.currencies)
        .annotate(
            root_id=Coalesce("product__parent_id", "product_id"),
            left=F("num_in_stock") - Coalesce("num_allocated", 0) - F("num_reserved"),
            is_counted=Coalesce(
                "product__product_class__track_stock",
                "product__parent__product_class__track_stock",
            ),
        )
        .exclude(is_counted=False)
        .order_by("pk")
        .distinct()
    )
    offers: defaultdict[tuple[str, str], list[tuple[int, int | None]]] = defaultdict(list)
    columns = ("root_id", "product__public_id", "left", "low_stock_threshold")
    for root_id, variant, left, threshold in records.values_list(*columns):
        offers[names[root_id], variant].append((left or 0, threshold))
    found: defaultdict[str, dict[str, VariantStock]] = defaultdict(dict)
    for (product, variant), rows in offers.items():
        best = min(rows, key=lambda row: offer_rank(is_priced=True, left=row[0]))
        found[product][variant] = _stock(*best)
    return dict(found)


def _stock(left: int, threshold: int | None) -> VariantStock:
    if left <= 0:
        return {"status": "out_of_stock", "is_available": False, "left": None}
    if is_low(left, stock_threshold(threshold)):
        return {"status": "low_stock", "is_available": True, "left": left}
    return {"status": "in_stock", "is_available": True, "left": None}
