"""What is told of stock to whoever looks at a product."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from commerce.catalogue.selectors.catalogue import roots_by_tenant
from commerce.catalogue.selectors.stock import list_variant_stock
from commerce.live.enums import TopicKind
from commerce.live.services import tell
from commerce.live.shapes import Topic
from commerce.tenancy.selectors import list_channels

STOCK_CHANGED = "stock.changed"
# An import changes more than anybody looks at: pages are told to be stale, and that is enough.
MOST_PRODUCTS = 50


@transaction.atomic
def tell_stock(*, product_ids: Collection[int]) -> None:
    """Tell what is left of these products now, in each channel that shows them.

    Nothing is told of more than 50 products at once.
    """
    if len(product_ids) > MOST_PRODUCTS:
        return
    for tenant_id, roots in roots_by_tenant(product_ids).items():
        for channel in list_channels().filter(tenant=tenant_id):
            stock = list_variant_stock(channel=channel, root_ids=roots)
            for product, variants in stock.items():
                topic = Topic(kind=TopicKind.PRODUCT, key=product, channel_id=channel.pk)
                tell(topic=topic, kind=STOCK_CHANGED, body={"variants": variants})
