"""Pickup points: the shop's own, and what carriers have said of theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import takewhile
from typing import Any, Final

from django.core.cache import cache

from commerce.delivery.models import PickupPoint
from commerce.integrations.registry import PICKUP_POINTS, CarrierProvider, OpeningTime, PickupPlace
from commerce.integrations.selectors import list_active

from .bounds import compact

Said = dict[str, Any]
# What a rate says that goes to the shop's own points; else it is the code of a carrier.
SHOP: Final = "shop"
# As many as people look through; more are found by another postcode.
MOST: Final = 20


def list_own_points(*, channel_id: int, country: str, postcode: str = "") -> list[PickupPlace]:
    """Return the channel's own active points in a country, those of like postcodes first. One query."""
    rows = PickupPoint._base_manager.filter(channel=channel_id, country=country, is_active=True)
    wanted = compact(postcode)

    def distance(point: PickupPoint) -> tuple[int, str]:
        pairs = zip(compact(point.postcode), wanted, strict=False)
        return -len(list(takewhile(lambda pair: pair[0] == pair[1], pairs))), point.name

    return [row.place for row in sorted(rows, key=distance)[:MOST]]


def find_point(*, channel_id: int, pickup: str, point_id: str) -> Said | None:
    """Return a point that a way of sending goes to, as the checkout keeps it; None for any other.

    One of a carrier is known for a day after it was listed. Nobody is asked.
    """
    carrier, colon, _own = point_id.partition(":")
    if colon:
        said: Said | None = cache.get(point_key(channel_id, point_id))
        return said if carrier == pickup else None
    row = PickupPoint._base_manager.filter(
        channel=channel_id, public_id=point_id, is_active=True
    ).first()
    return said_of(row.place) if row else None


def find_kept_point(*, channel_id: int, pickup: str, said: Said | None) -> Said | None:
    """Return what the checkout has kept as it is now; None where it takes no parcels any more.

    A carrier's is gone where the carrier has meanwhile answered without it; nobody is asked.
    """
    if not said or not pickup:
        return None
    if not said["carrier"]:
        return find_point(channel_id=channel_id, pickup=pickup, point_id=said["id"])
    carrier = find_carrier(channel_id, pickup) if said["carrier"] == pickup else None
    if carrier is None:
        return None
    listed = cache.get(list_key(carrier, said["country"], said["searched"]))
    is_gone = listed is not None and said["id"] not in {each["id"] for each in listed}
    return None if is_gone else said


def find_carrier(channel_id: int, code: str) -> CarrierProvider[Any] | None:
    """Return the channel's carrier of that code, where it can be asked for pickup points."""
    active: list[CarrierProvider[Any]] = list_active(CarrierProvider, channel_id)  # type: ignore[type-abstract]
    usable = (each for each in active if each.code == code and PICKUP_POINTS in each.capabilities)
    return next(usable, None)


def list_key(carrier: CarrierProvider[Any], country: str, postcode: str) -> str:
    made_of = (carrier.calls.configuration, carrier.mode, country, compact(postcode))
    return f"carrier-points:{hashlib.sha256(chr(10).join(made_of).encode()).hexdigest()}"


def point_key(channel_id: int, point_id: str) -> str:
    """Ids come from outside: they are never a key themselves."""
    return f"carrier-point:{hashlib.sha256(f'{channel_id} {point_id}'.encode()).hexdigest()}"


def silence_key(carrier: CarrierProvider[Any]) -> str:
    return f"carrier-points-silent:{carrier.calls.configuration}"


def said_of(place: PickupPlace, searched: str = "") -> Said:
    """Return a point as checkout and order keep it, with what was looked for when it was found."""
    told = asdict(replace(place, distance=None))
    hours = [asdict(each) for each in place.opening_hours]
    return {**told, "opening_hours": hours, "searched": searched}


def place_of(said: Mapping[str, Any], distance: int | None = None) -> PickupPlace:
    """The way back from what is kept."""
    told = {name: text for name, text in said.items() if name not in ("searched", "opening_hours")}
    hours = tuple(OpeningTime(**each) for each in said["opening_hours"])
    return PickupPlace(**{**told, "distance": distance}, opening_hours=hours)
