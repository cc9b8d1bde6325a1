"""Events and consumers for the outbox tests; what the consumers do can be set per test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.models import Group

from commerce.core import registry
from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ThingMoved(Event):
    aggregate_fields = ("thing_id",)

    thing_id: int
    step: int


@dataclass(frozen=True, kw_only=True)
class ThingSeen(Event):
    thing_id: int


class ReceiverFailedError(Exception):
    """Carries what must not be kept."""


# Called by the consumers between their database write and their return.
after_write: Callable[[ThingMoved], None] = lambda event: None  # noqa: E731


def write_down(event: ThingMoved) -> None:
    """Leave a row per call, so that a second call shows."""
    Group.objects.create(name=f"written {event.thing_id}/{event.step} {uuid4()}")
    after_write(event)


def copy_down(event: ThingMoved) -> None:
    Group.objects.create(name=f"copied {event.thing_id}/{event.step} {uuid4()}")


def notice(event: ThingSeen) -> None:
    Group.objects.create(name=f"noticed {event.thing_id}/0 {uuid4()}")


def calls(verb: str) -> list[str]:
    """What a consumer did, in the order it did it."""
    rows = Group.objects.filter(name__startswith=f"{verb} ").order_by("pk")
    return [name.split()[1] for name in rows.values_list("name", flat=True)]


def subscribe(handler: registry.Handler, event: type[Event] = ThingMoved, **options: bool) -> str:
    name = registry.consumer_name(handler)
    registry.add_consumer(event, registry.Consumer(name, handler, **options))
    return name
