"""What becomes of an order after it was placed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext

from commerce.catalogue.events import StockChanged
from commerce.core.bus import publish
from commerce.ordering.errors import StatusChangeRefusedError, StockShortageError
from commerce.ordering.events import OrderStatusChanged
from commerce.ordering.policies import STATUS_LABELS
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Line, Order, OrderStatus
from commerce.oscar.order.signals import order_placed
from commerce.oscar.order.utils import OrderCreator
from commerce.oscar.partner.models import StockRecord
from commerce.payments.selectors import payment_standings
from commerce.payments.services.sessions import capture_order, release_order

from .usage import lock_vouchers_of, release_usage

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def change_order_status(*, order_id: int, status: str, actor: User | None = None) -> None:
    """Move an order on, with what that means for money and stock; publish OrderStatusChanged.

    Paid has what is due captured, and waits for a gateway's answer: the order becomes paid when the
    money is there. Shipped takes the goods out of stock, cancelled gives them back to sale, offers
    and vouchers what the order used of them, and the customer what was paid. Raises
    StatusChangeRefusedError for a step the pipeline does not know, and StockShortageError when what
    is to be shipped is not there; the status an order has already changes nothing.
    """
    order = lock_order(order_id)
    old_status = order.status
    if status == old_status:
        return
    if status not in order.available_statuses():
        raise StatusChangeRefusedError(
            current=str(STATUS_LABELS.get(old_status, old_status)),
            wanted=str(STATUS_LABELS.get(status, status)),
        )
    _refuse_cancelling_what_left(order, status)
    if status == OrderStatus.PAID and not _is_paid(order, actor):
        return
    order.set_status(status)
    _carry_out(order, status, actor)
    publish(
        OrderStatusChanged(
            order_id=order.pk,
            channel_id=order.channel_id,
            old_status=old_status,
            new_status=status,
        )
    )


def _refuse_cancelling_what_left(order: Order, status: str) -> None:
    """A seller may have sent their part already."""
    gone = (OrderStatus.SHIPPED, OrderStatus.DELIVERED)
    if status == OrderStatus.CANCELLED and order.lines.filter(status__in=gone).exists():
        raise StatusChangeRefusedError(
            current=str(STATUS_LABELS[OrderStatus.SHIPPED]),
            wanted=str(STATUS_LABELS[OrderStatus.CANCELLED]),
        )


def count_in_reports(*, order_id: int) -> None:
    """Let Oscar's own receivers count a placed order for the dashboard's reports.

    Counting twice would be wrong: call it where it happens exactly once.
    """
    order = Order.objects.select_related("user").get(pk=order_id)
    order_placed.send(sender=OrderCreator, order=order, user=order.user)


@transaction.atomic
def follow_payment(*, order_id: int) -> None:
    """Let an order whose money has come in be paid."""
    order = lock_order(order_id)
    if (
        order.status == OrderStatus.PLACED
        and not payment_standings([order_id])[order_id].outstanding
    ):
        change_order_status(order_id=order_id, status=OrderStatus.PAID)


def _is_paid(order: Order, actor: User | None) -> bool:
    """Have what is due captured; whether nothing is due any more."""
    capture_order(order_id=order.pk, actor=actor)
    return not payment_standings([order.pk])[order.pk].outstanding


def _carry_out(order: Order, status: str, actor: User | None) -> None:
    match status:
        case OrderStatus.SHIPPED:
            _end_allocations(order, is_sold=True)
        case OrderStatus.CANCELLED:
            vouchers = lock_vouchers_of(order=order)
            _end_allocations(order, is_sold=False)
            release_usage(order=order, vouchers=vouchers)
            _release_payments(order, actor)


def _release_payments(order: Order, actor: User | None) -> None:
    with translation.override(settings.LANGUAGE_CODE):  # notes are for staff
        note = gettext("The order was cancelled.")
    release_order(order_id=order.pk, actor=actor, note=note)


def _refuse_shortage(lines: list[Line], records: dict[int, StockRecord]) -> None:
    """More may have been promised than there is: pieces break, and old data know no rule."""
    wanted: Counter[int] = Counter()
    for line in lines:
        wanted[line.stockrecord_id] += line.num_allocated
    for pk, number in wanted.items():
        if (missing := number - (records[pk].num_in_stock or 0)) > 0:
            raise StockShortageError(sku=records[pk].partner_sku, missing=missing)


def send_lines(lines: list[Line]) -> None:
    """Take the goods of these lines out of stock. Raises StockShortageError when they are not there."""
    _free([line for line in lines if line.num_allocated and line.stockrecord_id], is_sold=True)


def _end_allocations(order: Order, *, is_sold: bool) -> None:
    """Free what the order holds: out of the house, or back on sale."""
    lines = order.lines.filter(num_allocated__gt=0, stockrecord__isnull=False)
    _free(list(lines), is_sold=is_sold)


def _free(lines: list[Line], *, is_sold: bool) -> None:
    """End the allocations of these lines. Stock is locked by key."""
    locked = StockRecord.objects.select_for_update().order_by("pk")
    records = {row.pk: row for row in locked.filter(pk__in=[line.stockrecord_id for line in lines])}
    if is_sold:
        _refuse_shortage(lines, records)
    for line in sorted(lines, key=lambda line: line.stockrecord_id):
        number = line.num_allocated
        StockRecord.objects.filter(pk=line.stockrecord_id).update(
            num_allocated=F("num_allocated") - number,
            num_in_stock=F("num_in_stock") - (number if is_sold else 0),
        )
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(
        num_allocated=0, allocation_cancelled=not is_sold
    )
    product_ids = {line.product_id for line in lines if line.product_id}
    publish(StockChanged(product_ids=tuple(sorted(product_ids))))
