"""Pickup points that a checkout lists, and those that the shop keeps itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import structlog
from django.core.cache import cache
from django.db import transaction

from commerce.delivery.enums import PointSource
from commerce.delivery.models import PickupPoint
from commerce.delivery.selectors.bounds import compact
from commerce.delivery.selectors.points import (
    MOST,
    SHOP,
    find_carrier,
    list_key,
    list_own_points,
    place_of,
    point_key,
    said_of,
    silence_key,
)
from commerce.delivery.shapes import Destination, Points
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
)
from commerce.integrations.registry import CarrierProvider, PickupPlace

logger = structlog.get_logger(__name__)
KEPT: Final = 15 * 60
# What was listed can be chosen for so long.
CHOSEN_WITHIN: Final = 24 * 60 * 60
PAUSE: Final = 60


@transaction.atomic
def save_point(*, point: PickupPoint) -> PickupPoint:
    """Keep a pickup point of the shop's own. Orders keep the one that they were placed with."""
    point.save()
    return point


def list_points(*, channel_id: int, pickup: str, place: Destination) -> Points:
    """Return where a way of sending lets parcels wait near a place, 20 at most.

    `pickup` is what the rate says: the shop, or the code of a carrier, which is asked where nobody has
    asked for 15 minutes: two seconds at most, where no lock is held. One that is away, or that the
    channel does not use, is replaced by the shop's own points, and left alone for a minute.
    """
    if pickup == SHOP:
        return Points(_own(channel_id, place), PointSource.SHOP)
    carrier = find_carrier(channel_id, pickup)
    found = _of_carrier(channel_id, carrier, place) if carrier and place.postcode else None
    if found is None:
        return Points(_own(channel_id, place), PointSource.FALLBACK)
    return Points(found, PointSource.CARRIER)


def _own(channel_id: int, place: Destination) -> list[PickupPlace]:
    return list_own_points(channel_id=channel_id, country=place.country, postcode=place.postcode)


def _of_carrier(
    channel_id: int, carrier: CarrierProvider[Any], place: Destination
) -> list[PickupPlace] | None:
    key, silence = list_key(carrier, place.country, place.postcode), silence_key(carrier)
    known = cache.get_many([key, silence])
    if key in known:
        return [place_of(each, each["distance"]) for each in known[key]]
    return None if silence in known else _asked(channel_id, carrier, place)


def _asked(
    channel_id: int, carrier: CarrierProvider[Any], place: Destination
) -> list[PickupPlace] | None:
    postcode = compact(place.postcode)
    try:
        found = carrier.pickup_points(country=place.country, postcode=postcode)
    except ProviderError as error:
        is_refusal = isinstance(error, ProviderRefusedError)
        if not is_refusal or isinstance(error, CredentialsRefusedError):
            logger.warning("carrier_silent", carrier=carrier.code, error=type(error).__name__)
            cache.set(silence_key(carrier), True, PAUSE)
            return None
        found = []
    here = [each for each in found if each.country == place.country][:MOST]
    named = [replace(each, id=f"{carrier.code}:{each.id}", carrier=carrier.code) for each in here]
    _keep(channel_id, carrier, place, named)
    return named


def _keep(
    channel_id: int, carrier: CarrierProvider[Any], place: Destination, found: list[PickupPlace]
) -> None:
    searched = compact(place.postcode)
    rows = [said_of(each, searched) for each in found]
    listed = [{**row, "distance": each.distance} for row, each in zip(rows, found, strict=True)]
    cache.set(list_key(carrier, place.country, searched), listed, KEPT)
    cache.set_many({point_key(channel_id, row["id"]): row for row in rows}, CHOSEN_WITHIN)
