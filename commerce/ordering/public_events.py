"""What others may hear of orders and parcels: the order as the API shows it, at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from commerce.core.events import Event
from commerce.core.shapes import record, schema_component
from commerce.oscar.order.models import Order
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

from . import events
from .selectors.fulfilments import fulfilments_json
from .selectors.orders import get_order, order_json

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

ORDER: Final = {"$ref": "#/components/schemas/Order"}
PARCEL: Final = schema_component(
    "FulfilmentOfOrder",
    {
        **record({"fulfilment": {"$ref": "#/components/schemas/Fulfilment"}, "order": ORDER}),
        "description": "A parcel, and the order that it belongs to.",
    },
)


def tell_order(event: Any, channel: Channel) -> Iterator[Fact]:
    if (order := _find_order(event.order_id)) is not None:
        yield Fact(order.public_id, order_json(order))


def tell_parcel(event: events.FulfilmentEvent, channel: Channel) -> Iterator[Fact]:
    """Nothing of a parcel that was unpacked again."""
    if (order := _find_order(event.order_id)) is None:
        return
    parcels = {parcel.pk: parcel.public_id for parcel in order.fulfilments.all()}
    public_id = parcels.get(event.fulfilment_id)
    told = [parcel for parcel in fulfilments_json(order) if parcel["id"] == public_id]
    for parcel in told:
        yield Fact(parcel["id"], {"fulfilment": parcel, "order": order_json(order)})


def _find_order(order_id: int) -> Order | None:
    try:
        return get_order(order_id)
    except Order.DoesNotExist:
        return None


def _offer(
    name: str, event: type[Event], shape: dict[str, str], description: str, tell: Any, example: str
) -> None:
    example = f"commerce.ordering.api.v1.orders.examples.{example}"
    register_public_event(PublicEvent(name, event, shape, description, tell, example))


def _offer_order(name: str, event: type[Event], description: str) -> None:
    _offer(name, event, ORDER, description, tell_order, "ORDER_VALUE")


def _offer_parcel(name: str, event: type[Event], description: str) -> None:
    _offer(name, event, PARCEL, description, tell_parcel, "PARCEL_VALUE")


_offer_order("order.placed", events.OrderPlaced, "An order was placed.")
_offer_order("order.paid", events.OrderPaid, "The whole amount has come in.")
_offer_order("order.edited", events.OrderEdited, "Staff have changed what was ordered.")
_offer_order(
    "order.cancelled", events.OrderCancelled, "What had not been sent yet will not be sent."
)
_offer_order("order.completed", events.OrderCompleted, "Everything has arrived, and is paid.")
_offer_parcel("fulfilment.created", events.FulfilmentCreated, "A parcel was packed.")
_offer_parcel("fulfilment.shipped", events.FulfilmentShipped, "A parcel has left the house.")
_offer_parcel(
    "fulfilment.tracking_corrected",
    events.FulfilmentTrackingCorrected,
    "A parcel is followed by another number or address than was told before.",
)
_offer_parcel("fulfilment.delivered", events.FulfilmentDelivered, "A parcel has arrived.")
