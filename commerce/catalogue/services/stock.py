"""Changes of what is in stock. Each is told by StockChanged in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from commerce.catalogue.errors import StockBelowAllocatedError, StockOfferPromisedError
from commerce.catalogue.events import StockChanged, StockFellLow
from commerce.catalogue.policies import is_low, stock_threshold
from commerce.core.bus import publish
from commerce.core.prepared import FEW, PreparedRead
from commerce.oscar.partner.models import StockAlert, StockRecord


@transaction.atomic
def change_stock(*, stockrecord: StockRecord, difference: int) -> None:
    """Add pieces to the stock, or take some away, whatever the number is by now.

    Raises StockBelowAllocatedError for a number below what orders are promised.
    """
    now = lock_stock(stockrecord.pk)
    _store(stockrecord, now, (now.num_in_stock or 0) + difference)


@transaction.atomic
def set_stock(*, stockrecord: StockRecord, quantity: int) -> None:
    """Set how many pieces are there, those allocated to orders included.

    Raises StockBelowAllocatedError for a number below what orders are promised.
    """
    _store(stockrecord, lock_stock(stockrecord.pk), quantity)


@transaction.atomic
def withdraw_offers(*, stockrecords: Iterable[StockRecord]) -> None:
    """Stop offering these; the products stay.

    Raises StockOfferPromisedError while orders or payments wait for pieces of them.
    """
    records = lock_unpromised(stockrecords=stockrecords)
    product_ids = sorted({record.product_id for record in records})
    StockRecord.objects.filter(pk__in=[record.pk for record in records]).delete()
    publish(StockChanged(product_ids=tuple(product_ids)))


def lock_unpromised(*, stockrecords: Iterable[StockRecord]) -> list[StockRecord]:
    """Return the records, locked. Raises StockOfferPromisedError while somebody waits for pieces."""
    keys = sorted(record.pk for record in stockrecords)
    records = list(StockRecord.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    for record in records:
        if promised := (record.num_allocated or 0) + record.num_reserved:
            raise StockOfferPromisedError(sku=record.partner_sku, allocated=promised)
    return records


@transaction.atomic(savepoint=False)  # whoever changed the stock fails with it
def watch_stock(*, product_ids: Iterable[int]) -> None:
    """Open an alert for stock that has become low, once, and close those of stock that has not."""
    products = sorted(set(product_ids))
    values = {f"product{place}": pk for place, pk in enumerate(products)}
    if not products:
        return
    if len(products) > FEW:
        records = list(_watched(**values))
    else:
        records = _prepared_watch(len(products)).all(**values)
    for record in records:
        _watch(record)


def _watched(**products: Any) -> QuerySet[StockRecord]:
    """The counted stock of these products, each with the alert that is open for it."""
    alerts = StockAlert._base_manager.filter(stockrecord=OuterRef("pk"), status=StockAlert.OPEN)
    is_theirs = reduce(or_, (Q(product=product) for product in products.values()))
    is_counted = Q(product__product_class__track_stock=True) | Q(
        product__parent__product_class__track_stock=True
    )
    records = StockRecord._base_manager.filter(is_theirs, is_counted).order_by("pk")
    return records.annotate(alert_id=Subquery(alerts.order_by("-pk").values("pk")[:1]))


@lru_cache(maxsize=FEW)
def _prepared_watch(count: int) -> PreparedRead[StockRecord]:
    """The statement for so many products: how many there are is part of its text."""
    product = StockRecord._meta.get_field("product")
    fields = {f"product{place}": product for place in range(count)}
    return PreparedRead(f"stock of {count} products to watch", _watched, **fields)


def lock_stock(stockrecord_id: int) -> StockRecord:
    """Return the record as it is now; nobody else changes it until the transaction ends."""
    return StockRecord._base_manager.select_for_update().get(pk=stockrecord_id)


def _store(stockrecord: StockRecord, now: StockRecord, quantity: int) -> None:
    allocated = now.num_allocated or 0
    if quantity < allocated:
        raise StockBelowAllocatedError(sku=now.partner_sku, allocated=allocated)
    StockRecord._base_manager.filter(pk=now.pk).update(num_in_stock=quantity)
    stockrecord.num_in_stock = quantity
    publish(StockChanged(product_ids=(now.product_id,)))


def _watch(record: StockRecord) -> None:
    threshold = stock_threshold(record.low_stock_threshold)
    is_short = is_low(record.net_stock_level, threshold)
    if is_short and record.alert_id is None:
        alert = StockAlert.objects.create(stockrecord=record, threshold=threshold)
        publish(StockFellLow(alert_id=alert.pk))
    elif not is_short and record.alert_id is not None:
        StockAlert._base_manager.get(pk=record.alert_id).close()
