"""What the outside may hear of. Whoever publishes an event says here how it is told to others.

register_public_event(
    PublicEvent("order.placed", OrderPlaced, ORDER, "An order was placed.", tell, "shop.EXAMPLE")
)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commerce.core.events import Event

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to tell: `id` is the public id of what it is about, `data` all there is to say."""

    id: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """An event as strangers see it: `name` and the members of its data never change their meaning.

    `schema` is the reference to the component of the contract that `data` keeps to, the same that
    the API answers with. `tell` finds what to say in a channel, as the shop knows it when a worker
    asks, with the channel's language active; nothing when there is nothing to tell any more. An
    event that has a `channel_id` is told in that channel only. `example` is the dotted path of a value.
    """

    name: str
    event: type[Event]
    schema: dict[str, str]
    description: str
    tell: Callable[[Any, Channel], Iterable[Fact]] = field(compare=False)
    example: str
    version: int = 1


Listener = Callable[[PublicEvent], None]

_events: dict[str, PublicEvent] = {}
_listeners: list[Listener] = []


def register_public_event(event: PublicEvent) -> None:
    """Offer the event to subscribers. Raises ValueError for a name that is taken."""
    if _events.setdefault(event.name, event) != event:
        raise ValueError(f"Two public events are called {event.name!r}.")
    for listener in _listeners:
        listener(event)


def on_public_event(listener: Listener) -> Listener:
    """Call the function with each public event, those that are registered later included."""
    _listeners.append(listener)
    for event in list_public_events():
        listener(event)
    return listener


def list_public_events() -> list[PublicEvent]:
    """Return all public events by name."""
    return [_events[name] for name in sorted(_events)]


def list_public_forms(event: Event) -> list[PublicEvent]:
    """Return as what an event of the shop is told, by name."""
    return [each for each in list_public_events() if each.event is type(event)]
