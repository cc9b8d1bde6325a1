"""What the outside may hear of. Whoever publishes an event says here how it is told to others.

register_public_event(
    PublicEvent("order.placed", OrderPlaced, OrderPlacedPayload, tell_order, channel_of_order, EXAMPLE)
)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commerce.core.events import Event

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """An event as strangers see it: `name` and the members of `shape` never change their meaning.

    `tell` makes the full payload of what the shop knows when it is sent, None when there is nothing
    to tell any more; `channels` names the channels that the event belongs to. The thin payload is
    `{"id": …}`, made by `identify`.
    """

    name: str
    event: type[Event]
    shape: type
    description: str | _StrPromise
    identify: Callable[[Any], str]
    tell: Callable[[Any], dict[str, Any] | None]
    channels: Callable[[Any], list[int]]
    example: dict[str, Any]
    version: int = 1


_events: dict[str, PublicEvent] = {}


def register_public_event(event: PublicEvent) -> None:
    """Offer the event to subscribers. Raises ValueError for a name that is taken."""
    if _events.setdefault(event.name, event) != event:
        raise ValueError(f"Two public events are called {event.name!r}.")


def list_public_events() -> list[PublicEvent]:
    """Return all public events by name."""
    return [_events[name] for name in sorted(_events)]
