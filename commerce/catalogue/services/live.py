"""What is told of stock to whoever looks at a product."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from commerce.catalogue.selectors.catalogue import roots_by_tenant
from commerce.catalogue.selectors.stock import list_variant_stock
from commerce.live.enums import TopicKind
from commerce.live.services import tell_all
from commerce.live.shapes import Topic
from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

STOCK_CHANGED = "stock.changed"
# Products whose stock is looked up together.
BATCH = 500


@transaction.atomic
def tell_stock(*, product_ids: Collection[int]) -> None:
    """Tell what is left of these products now, in each channel that shows them: an import's, too.

    Each is told what it has. A word that much has changed would be one row instead of many, but all
    pages that are open would ask at the same moment, most of them about products that have not.
    """
    for tenant_id, roots in roots_by_tenant(product_ids).items():
        for channel in list_channels().filter(tenant=tenant_id):
            for start in range(0, len(roots), BATCH):
                _tell(channel, roots[start : start + BATCH])


def _tell(channel: Channel, roots: Collection[int]) -> None:
    """Three queries."""
    stock = list_variant_stock(channel=channel, root_ids=roots)
    tell_all(
        kind=STOCK_CHANGED,
        bodies={
            Topic(kind=TopicKind.PRODUCT, key=product, channel_id=channel.pk): {
                "variants": variants
            }
            for product, variants in stock.items()
        },
    )
