"""An event of the tests' own, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass

from commerce.core.events import Event
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

EXAMPLE = {"id": "thing_1", "note": "as good as new"}


@dataclass(frozen=True, kw_only=True)
class ThingMade(Event, context="webhook_tests"):
    channel_id: int
    number: int


def tell_thing(event, channel):
    yield Fact(f"thing_{event.number}", {"id": f"thing_{event.number}", "note": "made"})


def offer_thing() -> None:
    shape = {"type": "object"}
    register_public_event(
        PublicEvent("thing.made", ThingMade, shape, "Made.", tell_thing, f"{__name__}.EXAMPLE")
    )
