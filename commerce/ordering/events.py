"""What happened to orders."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event
from commerce.core.money import Money


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Event, context="shop"):
    """An order was placed; its stock is allocated."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentGivenBack(Event):
    """Money was promised or paid for what became no order; it is on its way back."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("completion_id",)

    completion_id: int
    session_id: int
    channel_id: int
    amount: Money


@dataclass(frozen=True, kw_only=True)
class OrderStatusChanged(Event, context="shop"):
    """An order moved on, or was cancelled."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    old_status: str
    new_status: str


@dataclass(frozen=True, kw_only=True)
class GiftCardsSpent(Event):
    """Money of gift cards that an order has sold is back, and so much of them was spent before."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    amount: Money


@dataclass(frozen=True, kw_only=True)
class OrderPaid(Event):
    """Money came in, and nothing is to come in any more. Told once of each order."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class OrderCompleted(Event):
    """Everything that was to be sent has arrived, and is paid."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event):
    """What had not left the house will not be sent; `is_whole` when nothing had."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class OrderEdited(Event):
    """Staff have changed an order that was not packed yet; the edit tells what."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    edit_id: int


@dataclass(frozen=True, kw_only=True)
class OrderHeld(Event):
    """Fraud rules have found something about an order, and it is on hold."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    hold_id: int


@dataclass(frozen=True, kw_only=True)
class OrderReleased(Event):
    """An order that was on hold goes on."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class OrderBatchAsked(Event):
    """Many orders are to take one status."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("batch_id",)

    batch_id: int


@dataclass(frozen=True, kw_only=True)
class FulfilmentEvent(Event):
    """Something happened to one parcel of an order."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    fulfilment_id: int
    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class FulfilmentCreated(FulfilmentEvent):
    """A parcel was packed."""


@dataclass(frozen=True, kw_only=True)
class FulfilmentShipped(FulfilmentEvent):
    """A parcel has left the house; what is in it is out of stock."""


@dataclass(frozen=True, kw_only=True)
class FulfilmentTrackingCorrected(FulfilmentEvent):
    """Staff have corrected how a parcel is followed that has left already."""


@dataclass(frozen=True, kw_only=True)
class FulfilmentTracked(FulfilmentEvent):
    """A carrier has said something newer of a parcel than anything before; `status` is its word."""

    status: str


@dataclass(frozen=True, kw_only=True)
class FulfilmentDelivered(FulfilmentEvent):
    """A parcel has arrived."""


@dataclass(frozen=True, kw_only=True)
class FulfilmentCancelled(FulfilmentEvent):
    """A parcel was unpacked again before it left."""


@dataclass(frozen=True, kw_only=True)
class DraftOrderPaid(Event):
    """Whoever has opened the payment link of an order that staff have prepared pays it."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
