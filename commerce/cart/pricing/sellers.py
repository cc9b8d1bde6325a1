"""From which seller something is sold that several have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F, FilteredRelation, OuterRef, Q

from commerce.cart.models import reserved_for
from commerce.catalogue.policies import offer_rank
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.partner.models import StockRecord

if TYPE_CHECKING:
    from django.db.models import QuerySet


def find_sellers(lines: Iterable[Line], basket: Basket) -> None:
    """Let lines that their seller cannot serve be sold by one who can. One query if there are any.

    Only the lines at hand change: what is read the next time may be served as before.
    """
    unserved = [line for line in lines if _rank(line.stockrecord, line.price_amount, line)]
    if not unserved:
        return
    offers = defaultdict(list)
    for record in _offers(basket, {line.product_id for line in unserved}):
        record.num_reserved -= record.reserved_here
        offers[record.product_id].append(record)
    for line in unserved:
        ranked = [
            (_rank(row, row.price_amount, line), row.pk, row) for row in offers[line.product_id]
        ]
        best = min(ranked, default=None, key=lambda offer: offer[:2])
        if best and best[0] < _rank(line.stockrecord, line.price_amount, line):
            line.stockrecord = best[2]
            line.price_amount = best[2].price_amount
            line.price_compare_at = best[2].price_compare_at


def _rank(record: StockRecord, amount: object, line: Line) -> int:
    is_tracked = line.product.get_product_class().track_stock
    left = record.net_stock_level if is_tracked else line.quantity
    return offer_rank(is_priced=amount is not None, left=left, wanted=line.quantity)


def _offers(basket: Basket, product_ids: Iterable[int]) -> QuerySet[StockRecord]:
    price = FilteredRelation(
        "prices", condition=Q(prices__channel=basket.channel_id, prices__currency=basket.currency)
    )
    return (
        StockRecord.objects.filter(
            product__in=product_ids, partner__tenant=basket.channel.tenant_id
        )
        .select_related("partner")
        .annotate(
            price_now=price,
            price_amount=F("price_now__amount"),
            price_compare_at=F("price_now__compare_at"),
            reserved_here=reserved_for(basket=basket.pk, stockrecord=OuterRef("pk")),
        )
    )
