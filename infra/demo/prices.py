"""What the demo shop's reduced goods cost before, so that the lowest price of 30 days is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from commerce.catalogue.documents.history import ShownRow
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.services.shown_prices import replace_history
from commerce.core.money import Money
from commerce.oscar.partner.models import StockRecordPrice

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

LONG_AGO: Final = timedelta(days=90)
# A short sale that ended before the one of today began: its price is the one to be told.
SALE_FROM: Final = timedelta(days=30)
SALE_TO: Final = timedelta(days=24)
REDUCED: Final = timedelta(days=12)


@transaction.atomic
def ensure_history(*, channel: Channel) -> None:
    """Let each reduced thing have cost its former price, and less in a sale last month."""
    prices = StockRecordPrice.objects.filter(channel=channel, compare_at__isnull=False)
    found = list(prices.select_related("stockrecord").order_by("pk"))
    now = timezone.now()
    replace_history(channel=channel, rows=[row for price in found for row in _rows(price, now)])
    rebuild_products(product_ids=sorted({price.stockrecord.product_id for price in found}))


def _rows(price: StockRecordPrice, now: datetime) -> Iterator[ShownRow]:
    halfway = Money((price.amount + price.compare_at) / 2, price.currency).rounded().amount
    told: tuple[tuple[Decimal, bool, timedelta], ...] = (
        (price.compare_at, False, LONG_AGO),
        (halfway, True, SALE_FROM),
        (price.compare_at, False, SALE_TO),
        (price.amount, True, REDUCED),
    )
    for amount, is_reduced, ago in told:
        yield ShownRow(price.stockrecord.product_id, price.currency, amount, is_reduced, now - ago)
