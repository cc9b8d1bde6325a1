"""What carriers say of parcels: kept once, in the order in which it happened, and acted on forwards only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.db import transaction

from commerce.core.bus import publish
from commerce.ordering.enums import ParcelState, TrackingStatus
from commerce.ordering.errors import StockShortageError
from commerce.ordering.events import FulfilmentTracked
from commerce.ordering.models import Fulfilment, TrackingEvent
from commerce.ordering.selectors.orders import lock_fulfilment

from .fulfilments import deliver_fulfilment, ship_fulfilment
from .states import restate

if TYPE_CHECKING:
    from commerce.integrations.shapes import TrackingNews
    from commerce.oscar.order.models import Order

# Whoever says one of these has the parcel.
ON_THE_WAY: Final = {
    TrackingStatus.IN_TRANSIT,
    TrackingStatus.OUT_FOR_DELIVERY,
    TrackingStatus.DELIVERED,
}


@transaction.atomic
def note_tracking(*, fulfilment_id: int, news: Sequence[TrackingNews]) -> int:
    """Keep what is new of a parcel; return how much that was.

    A packed parcel that a carrier has in its hands is shipped, one that has arrived is delivered. What
    comes late or twice moves nothing back; of a parcel that was unpacked nothing is kept. Publishes
    FulfilmentTracked for what is newer than all before. Raises FulfilmentNotFoundError.
    """
    order, parcel = lock_fulfilment(fulfilment_id)
    if parcel.state == ParcelState.CANCELLED:
        return 0
    fresh = _keep(parcel, news)
    if fresh:
        _follow(parcel, {event.status for event in fresh})
        _tell(order, parcel, fresh)
        restate(order_id=order.pk)
    return len(fresh)


@transaction.atomic
def address_parcel(
    *, fulfilment_id: int, carrier: str = "", tracking_number: str = "", tracking_url: str = ""
) -> None:
    """Note how a packed parcel will be followed; one that has left, or was unpacked, stays as it is."""
    _order, parcel = lock_fulfilment(fulfilment_id)
    if parcel.state != ParcelState.PACKED:
        return
    parcel.carrier, parcel.tracking_number = carrier, tracking_number
    parcel.tracking_url = tracking_url
    parcel.save(update_fields=["carrier", "tracking_number", "tracking_url"])


def _keep(parcel: Fulfilment, news: Sequence[TrackingNews]) -> list[TrackingEvent]:
    known = set(parcel.tracking.values_list("key", flat=True))
    wanted = {each.id: each for each in news if each.id not in known}
    return TrackingEvent.objects.bulk_create(
        TrackingEvent(
            fulfilment=parcel,
            key=each.id,
            status=TrackingStatus(each.status),
            place=each.place,
            text=each.text,
            happened_at=each.happened_at,
        )
        for each in wanted.values()
    )


def _follow(parcel: Fulfilment, said: set[str]) -> None:
    """Move the parcel on; goods that are not in stock keep it packed, and staff see what was said."""
    if parcel.state == ParcelState.PACKED and said & ON_THE_WAY:
        try:
            with transaction.atomic():
                ship_fulfilment(
                    fulfilment_id=parcel.pk,
                    carrier=parcel.carrier,
                    tracking_number=parcel.tracking_number,
                    tracking_url=parcel.tracking_url,
                )
        except StockShortageError:
            return
    parcel.refresh_from_db(fields=["state"])
    if parcel.state == ParcelState.SHIPPED and TrackingStatus.DELIVERED in said:
        deliver_fulfilment(fulfilment_id=parcel.pk)


def _tell(order: Order, parcel: Fulfilment, fresh: list[TrackingEvent]) -> None:
    newest = parcel.tracking.order_by("-happened_at", "-pk").first()
    if newest is not None and newest.key in {event.key for event in fresh}:
        publish(
            FulfilmentTracked(
                fulfilment_id=parcel.pk,
                order_id=order.pk,
                channel_id=order.channel_id,
                status=newest.status,
            )
        )
