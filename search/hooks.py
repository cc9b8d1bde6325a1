"""What the search listens to.

Handlers read the present state and write it, so the order of events does not matter to them, and a
second delivery changes nothing. An engine that is down makes them fail: the outbox keeps the events
and tries again.
"""

from __future__ import annotations

from commerce.core.bus import after_commit
from commerce.shop.events import ProductDocumentsChanged, ProductSalesCounted

from .services.indexing import index_products
from .tasks import request_tending


@after_commit(ProductDocumentsChanged, ordered=False, external=True)
def index_changed_products(event: ProductDocumentsChanged) -> None:
    _index(event.channel_id, event.product_ids)


@after_commit(ProductSalesCounted, ordered=False, external=True)
def index_sold_products(event: ProductSalesCounted) -> None:
    _index(event.channel_id, event.product_ids)


def _index(channel_id: int, product_ids: tuple[int, ...]) -> None:
    """An index that is missing is built from the whole catalogue, these products included."""
    if product_ids and not index_products(channel_id=channel_id, product_ids=product_ids):
        request_tending()
