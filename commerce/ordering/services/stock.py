"""What an order holds of the stock: taken out piece by piece, or given back to sale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import F
from django.db.models.functions import Coalesce

from commerce.catalogue.events import StockChanged
from commerce.core.bus import publish
from commerce.ordering.errors import GoodsSoldOutError, StockShortageError
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import StockRecord


def take_out(*, pieces: Mapping[Line, int]) -> None:
    """Take so many pieces of these lines out of stock, as far as the lines hold any.

    Raises StockShortageError when they are not there.
    """
    _free({line: min(number, line.num_allocated) for line, number in pieces.items()}, is_sold=True)


def give_back(*, order: Order) -> None:
    """Give to sale what the order still holds."""
    held = {line: line.num_allocated for line in order.lines.filter(num_allocated__gt=0)}
    _free(held, is_sold=False)
    lines = Line.objects.filter(pk__in=[line.pk for line in held])
    lines.update(allocation_cancelled=True)


def free_pieces(*, pieces: Mapping[Line, int]) -> None:
    """Give to sale so many pieces that these lines hold."""
    _free(pieces, is_sold=False)


def take_pieces(*, pieces: Mapping[Line, int]) -> None:
    """Have these lines hold so many pieces more, where their goods are counted. Publishes StockChanged.

    The caller has locked the stock by key; the condition holds in the statement itself. Raises
    GoodsSoldOutError.
    """
    counted = {
        line: number
        for line, number in pieces.items()
        if line.product and line.product.get_product_class().track_stock
    }
    for line, number in sorted(counted.items(), key=lambda item: item[0].stockrecord_id):
        promised = Coalesce(F("num_allocated"), 0) + number
        rows = StockRecord._base_manager.filter(
            pk=line.stockrecord_id, num_in_stock__gte=promised + F("num_reserved")
        )
        if not rows.update(num_allocated=promised):
            raise GoodsSoldOutError(name=line.title, left=0)
        Line._base_manager.filter(pk=line.pk).update(num_allocated=F("num_allocated") + number)
    if counted:
        product_ids = {line.product_id for line in counted if line.product_id}
        publish(StockChanged(product_ids=tuple(sorted(product_ids))))


def take_back(*, pieces: Mapping[Line, int]) -> None:
    """Put so many pieces of these lines back on the shelf that they were sold from.

    What has no stock record any more is left out. Stock is locked by key; publishes StockChanged.
    """
    back = {line: number for line, number in pieces.items() if number and line.stockrecord_id}
    if not back:
        return
    keys = sorted({line.stockrecord_id for line in back})
    list(StockRecord.objects.select_for_update().filter(pk__in=keys).order_by("pk").values("pk"))
    for line, number in back.items():
        records = StockRecord.objects.filter(pk=line.stockrecord_id)
        records.exclude(num_in_stock=None).update(num_in_stock=F("num_in_stock") + number)
    product_ids = {line.product_id for line in back if line.product_id}
    publish(StockChanged(product_ids=tuple(sorted(product_ids))))


def _free(pieces: Mapping[Line, int], *, is_sold: bool) -> None:
    """End that the lines hold these pieces. Stock is locked by key."""
    held = {line: number for line, number in pieces.items() if number and line.stockrecord_id}
    if not held:
        return
    locked = StockRecord.objects.select_for_update().order_by("pk")
    records = {row.pk: row for row in locked.filter(pk__in=[line.stockrecord_id for line in held])}
    if is_sold:
        _refuse_shortage(held, records)
    for line, number in sorted(held.items(), key=lambda item: item[0].stockrecord_id):
        StockRecord.objects.filter(pk=line.stockrecord_id).update(
            num_allocated=F("num_allocated") - number,
            num_in_stock=F("num_in_stock") - (number if is_sold else 0),
        )
        Line.objects.filter(pk=line.pk).update(num_allocated=F("num_allocated") - number)
    product_ids = {line.product_id for line in held if line.product_id}
    publish(StockChanged(product_ids=tuple(sorted(product_ids))))


def _refuse_shortage(pieces: Mapping[Line, int], records: Mapping[int, StockRecord]) -> None:
    """More may have been promised than there is: pieces break, and old data know no rule."""
    wanted: Counter[int] = Counter()
    for line, number in pieces.items():
        wanted[line.stockrecord_id] += number
    for pk, number in wanted.items():
        if (missing := number - (records[pk].num_in_stock or 0)) > 0:
            raise StockShortageError(sku=records[pk].partner_sku, missing=missing)
