"""What becomes of an order as a whole after it was placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext

from commerce.core.bus import publish
from commerce.ordering.enums import ParcelState
from commerce.ordering.errors import (
    NothingToCancelError,
    OrderCancelledError,
    OrderClosedError,
    OrderHasLeftError,
    StatusChangeRefusedError,
)
from commerce.ordering.events import OrderCancelled, OrderPaid
from commerce.ordering.selectors.fulfilments import pieces_by_line
from commerce.ordering.selectors.holds import refuse_held
from commerce.ordering.selectors.orders import lock_order
from commerce.ordering.states import Pieces
from commerce.oscar.order.models import Order, OrderState, OrderStatus, status_label
from commerce.oscar.order.signals import order_placed
from commerce.oscar.order.utils import OrderCreator
from commerce.payments.selectors import payment_standings
from commerce.payments.services.sessions import capture_order, release_order

from .completion.releasing import release_open_of
from .fulfilments import create_fulfilments, deliver_fulfilment, ship_fulfilment, unpack
from .gift_cards import recall_all
from .states import restate
from .stock import give_back
from .usage import lock_vouchers_of, release_usage

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def change_order_status(*, order_id: int, status: str, actor: User | None = None) -> None:
    """Take an order as a whole to the status that its states then sum up to.

    Paid has what is due captured, and waits for a gateway's answer: the order becomes paid when the
    money is there. Packed packs whatever is left, shipped ships it, delivered has it arrive, and
    cancelled cancels the order. Raises StatusChangeRefusedError for a step the pipeline does not
    know, and what these refuse; the status an order has already changes nothing.
    """
    order = lock_order(order_id)
    if status == order.status:
        return
    if status not in order.available_statuses():
        raise StatusChangeRefusedError(
            current=status_label(order.status),
            wanted=status_label(status),
        )
    match status:
        case OrderStatus.PAID:
            refuse_held(order_id)
            capture_order(order_id=order_id, actor=actor)
            restate(order_id=order_id)
        case OrderStatus.PACKED:
            _pack_rest(order)
        case OrderStatus.SHIPPED:
            _pack_rest(order)
            for pk in _parcels(order, ParcelState.PACKED):
                ship_fulfilment(fulfilment_id=pk)
        case OrderStatus.DELIVERED:
            for pk in _parcels(order, ParcelState.SHIPPED):
                deliver_fulfilment(fulfilment_id=pk)
        case OrderStatus.CANCELLED:
            cancel_order(order_id=order_id, actor=actor)


@transaction.atomic
def cancel_order(*, order_id: int, actor: User | None = None) -> None:
    """Cancel an order of which nothing has left the house, and publish OrderCancelled.

    Its stock goes back to sale, offers and vouchers get back what it used of them, and the customer
    what was paid. Raises OrderClosedError, OrderHasLeftError and GiftCardsSpentError.
    """
    order = lock_order(order_id)
    if _open_pieces(order).shipped:
        raise OrderHasLeftError
    vouchers = lock_vouchers_of(order=order)
    _cancel_what_is_here(order)
    release_usage(order=order, vouchers=vouchers)
    with translation.override(settings.LANGUAGE_CODE):  # notes are for staff
        note = gettext("The order was cancelled.")
    recall_all(order=order, actor=actor, note=note)
    release_open_of(order_id=order_id, refusal=OrderCancelledError.code)
    release_order(order_id=order_id, actor=actor, note=note)
    _tell_cancelled(order, is_whole=True)


@transaction.atomic
def cancel_rest(*, order_id: int) -> None:
    """Cancel what has not left the house of an order that has left in part; publish OrderCancelled.

    Its stock goes back to sale. What is to be given back of the money is for staff to decide.
    Raises OrderClosedError, and NothingToCancelError when nothing or everything has left.
    """
    order = lock_order(order_id)
    pieces = _open_pieces(order)
    if not pieces.shipped or not pieces.in_house:
        raise NothingToCancelError
    _cancel_what_is_here(order)
    _tell_cancelled(order, is_whole=False)


@transaction.atomic
def follow_payment(*, order_id: int) -> None:
    """Let an order stand where its money is."""
    restate(order_id=lock_order(order_id).pk)


@transaction.atomic
def follow_capture(*, order_id: int) -> None:
    """Let an order stand where its money is.

    Publishes OrderPaid when nothing is to come in any more: once, however many parts came last.
    """
    order = lock_order(order_id)
    restate(order_id=order.pk)
    if order.told_paid_at is None and payment_standings([order.pk])[order.pk].is_paid_up:
        Order._base_manager.filter(pk=order.pk).update(told_paid_at=timezone.now())
        publish(OrderPaid(order_id=order.pk, channel_id=order.channel_id))


def count_in_reports(*, order_id: int) -> None:
    """Let Oscar's own receivers count a placed order for the dashboard's reports.

    Counting twice would be wrong: call it where it happens exactly once.
    """
    order = Order.objects.select_related("user").get(pk=order_id)
    order_placed.send(sender=OrderCreator, order=order, user=order.user)


def _pack_rest(order: Order) -> None:
    rest = {pk: pieces.unpacked for pk, pieces in pieces_by_line(order).items()}
    if any(rest.values()):
        create_fulfilments(order_id=order.pk, quantities=rest)


def _parcels(order: Order, state: ParcelState) -> list[int]:
    return list(order.fulfilments.filter(state=state).values_list("pk", flat=True))


def _open_pieces(order: Order) -> Pieces:
    if order.state != OrderState.OPEN:
        raise OrderClosedError(state=OrderState(order.state).label)
    return sum(pieces_by_line(order).values(), Pieces())


def _cancel_what_is_here(order: Order) -> None:
    for parcel in order.fulfilments.select_for_update().filter(state=ParcelState.PACKED):
        unpack(order=order, parcel=parcel)
    give_back(order=order)
    order.lines.update(num_cancelled=F("quantity") - F("num_packed"))


def _tell_cancelled(order: Order, *, is_whole: bool) -> None:
    restate(order_id=order.pk)
    publish(OrderCancelled(order_id=order.pk, channel_id=order.channel_id, is_whole=is_whole))
