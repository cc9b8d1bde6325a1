"""What happened to orders."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Event, context="shop"):
    """An order was placed; its stock is allocated."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class OrderStatusChanged(Event, context="shop"):
    """An order moved on, or was cancelled."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    order_id: int
    channel_id: int
    old_status: str
    new_status: str
