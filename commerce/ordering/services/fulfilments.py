"""The parcels of an order: packed, shipped, delivered, each on its own.

Rows are locked in one order everywhere: the order, its parcels, stock records by key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.errors import NotFoundError
from commerce.ordering.enums import ParcelState
from commerce.ordering.errors import (
    FulfilmentStepRefusedError,
    NothingChosenError,
    OrderClosedError,
    PaymentAwaitedError,
    TooManyPiecesError,
)
from commerce.ordering.events import (
    FulfilmentCancelled,
    FulfilmentCreated,
    FulfilmentDelivered,
    FulfilmentEvent,
    FulfilmentShipped,
    FulfilmentTrackingCorrected,
)
from commerce.ordering.models import Fulfilment, FulfilmentLine
from commerce.ordering.selectors.holds import refuse_held
from commerce.ordering.selectors.orders import lock_fulfilment, lock_order
from commerce.ordering.states import SECURED
from commerce.oscar.order.models import Line, Order, OrderState
from commerce.payments.enums import PaymentState
from commerce.payments.selectors import payment_standings

from .states import restate
from .stock import take_out

# What follows a state, and the event that tells it.
STEPS: dict[str, dict[ParcelState, type[FulfilmentEvent]]] = {
    ParcelState.PACKED: {
        ParcelState.SHIPPED: FulfilmentShipped,
        ParcelState.CANCELLED: FulfilmentCancelled,
    },
    ParcelState.SHIPPED: {ParcelState.DELIVERED: FulfilmentDelivered},
}


@transaction.atomic
def create_fulfilments(*, order_id: int, quantities: Mapping[int, int]) -> list[Fulfilment]:
    """Pack so many pieces of these lines, by their keys: one parcel per seller they come from.

    Publishes FulfilmentCreated for each. Takes lines that the person at work may see and raises
    NotFoundError for others; OrderClosedError, OrderHeldError, PaymentAwaitedError, NothingChosenError, and
    TooManyPiecesError for more than is left of a line.
    """
    order = lock_order(order_id)
    _refuse_packing(order)
    chosen = {pk: number for pk, number in quantities.items() if number > 0}
    if not chosen:
        raise NothingChosenError
    lines = Line.objects.filter(order=order, pk__in=chosen).order_by("pk")
    if len(lines) != len(chosen):
        raise NotFoundError
    by_seller: defaultdict[int | None, dict[Line, int]] = defaultdict(dict)
    for line in lines:
        by_seller[line.partner_id][line] = chosen[line.pk]
    parcels = [_pack(order, partner_id, pieces) for partner_id, pieces in by_seller.items()]
    restate(order_id=order.pk)
    return parcels


@transaction.atomic
def ship_fulfilment(
    *, fulfilment_id: int, carrier: str = "", tracking_number: str = "", tracking_url: str = ""
) -> None:
    """Let a packed parcel leave the house: its pieces go out of stock, and its customer is told.

    Publishes FulfilmentShipped and StockChanged. Raises FulfilmentNotFoundError,
    OrderHeldError, FulfilmentStepRefusedError, and StockShortageError when the goods are not there.
    """
    order, parcel = lock_fulfilment(fulfilment_id)
    refuse_held(order.pk)
    parcel.carrier, parcel.tracking_number = carrier, tracking_number
    parcel.tracking_url, parcel.shipped_at = tracking_url, timezone.now()
    _refuse_step(parcel, ParcelState.SHIPPED)
    contents = parcel.lines.select_related("line").order_by("line_id")
    take_out(pieces={content.line: content.quantity for content in contents})
    _move(order, parcel, ParcelState.SHIPPED)


@transaction.atomic
def correct_tracking(
    *, fulfilment_id: int, carrier: str = "", tracking_number: str = "", tracking_url: str = ""
) -> None:
    """Say anew how a parcel that has left is followed; publishes FulfilmentTrackingCorrected.

    Who looks at the order hears of it; no second letter is sent. The same values change nothing.
    Raises FulfilmentNotFoundError, and FulfilmentStepRefusedError for one that has not left.
    """
    order, parcel = lock_fulfilment(fulfilment_id)
    if parcel.state not in (ParcelState.SHIPPED, ParcelState.DELIVERED):
        raise FulfilmentStepRefusedError(
            current=ParcelState(parcel.state).label, wanted=ParcelState.SHIPPED.label
        )
    tracking = (carrier, tracking_number, tracking_url)
    if tracking == (parcel.carrier, parcel.tracking_number, parcel.tracking_url):
        return
    parcel.carrier, parcel.tracking_number, parcel.tracking_url = tracking
    parcel.save(update_fields=["carrier", "tracking_number", "tracking_url"])
    _tell(FulfilmentTrackingCorrected, order, parcel)
    restate(order_id=order.pk)


@transaction.atomic
def deliver_fulfilment(*, fulfilment_id: int) -> None:
    """Note that a shipped parcel has arrived, and publish FulfilmentDelivered.

    Raises FulfilmentNotFoundError and FulfilmentStepRefusedError.
    """
    order, parcel = lock_fulfilment(fulfilment_id)
    parcel.delivered_at = timezone.now()
    _move(order, parcel, ParcelState.DELIVERED)


@transaction.atomic
def cancel_fulfilment(*, fulfilment_id: int) -> None:
    """Unpack a parcel that has not left: its pieces can be packed again. Publishes FulfilmentCancelled.

    Raises FulfilmentNotFoundError and FulfilmentStepRefusedError.
    """
    order, parcel = lock_fulfilment(fulfilment_id)
    unpack(order=order, parcel=parcel)
    restate(order_id=order.pk)


def unpack(*, order: Order, parcel: Fulfilment) -> None:
    """Take a packed parcel apart. The caller has locked the order, and restates it."""
    _refuse_step(parcel, ParcelState.CANCELLED)
    parcel.cancelled_at = timezone.now()
    for content in parcel.lines.all():
        Line.objects.filter(pk=content.line_id).update(
            num_packed=F("num_packed") - content.quantity
        )
    _note(order, parcel, ParcelState.CANCELLED)


def _refuse_packing(order: Order) -> None:
    if order.state != OrderState.OPEN:
        raise OrderClosedError(state=OrderState(order.state).label)
    refuse_held(order.pk)
    standing = payment_standings([order.pk])[order.pk]
    is_short = standing.state is PaymentState.PART_REFUNDED and standing.authorised < standing.due
    if standing.state not in SECURED or is_short:
        raise PaymentAwaitedError


def _pack(order: Order, partner_id: int | None, pieces: Mapping[Line, int]) -> Fulfilment:
    """The condition inside the statement holds even for whoever has not locked the order."""
    for line, number in pieces.items():
        rows = Line.objects.filter(
            pk=line.pk, quantity__gte=F("num_packed") + F("num_cancelled") + number
        )
        if not rows.update(num_packed=F("num_packed") + number):
            left = line.quantity - line.num_packed - line.num_cancelled
            raise TooManyPiecesError(left=left, name=line.title)
    parcel: Fulfilment = Fulfilment.objects.create(order=order, partner_id=partner_id)
    FulfilmentLine.objects.bulk_create(
        FulfilmentLine(fulfilment=parcel, line=line, quantity=number)
        for line, number in pieces.items()
    )
    _tell(FulfilmentCreated, order, parcel)
    return parcel


def _move(order: Order, parcel: Fulfilment, state: ParcelState) -> None:
    _refuse_step(parcel, state)
    _note(order, parcel, state)
    restate(order_id=order.pk)


def _refuse_step(parcel: Fulfilment, state: ParcelState) -> None:
    if state not in STEPS.get(parcel.state, {}):
        raise FulfilmentStepRefusedError(
            current=ParcelState(parcel.state).label, wanted=state.label
        )


def _note(order: Order, parcel: Fulfilment, state: ParcelState) -> None:
    event = STEPS[parcel.state][state]
    parcel.state = state
    parcel.save()
    _tell(event, order, parcel)


def _tell(event: type[FulfilmentEvent], order: Order, parcel: Fulfilment) -> None:
    publish(event(fulfilment_id=parcel.pk, order_id=order.pk, channel_id=order.channel_id))
