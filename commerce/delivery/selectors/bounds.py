"""Which way of sending goes where, and takes what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol

from commerce.delivery.enums import Obstacle, PriceBy
from commerce.delivery.shapes import Consignment, Destination

MM3_PER_CM3 = 1000


class Way(Protocol):
    """A way of sending, with its zone, its bounds and its price; empty is everywhere and unbounded."""

    countries: Sequence[str]
    regions: Sequence[str]
    postcodes: Sequence[str]
    refused_postcodes: Sequence[str]
    refused_classes: Sequence[str]
    maximum_weight: int | None
    maximum_length: int | None
    maximum_volume: int | None
    maximum_pieces: int | None
    minimum_value: Decimal | None
    maximum_value: Decimal | None
    price: Decimal
    price_by: str
    steps: Sequence[dict[str, str]]


def goes_to(way: Way, place: Destination) -> bool:
    """Whether the place lies in its zone. An unnamed postcode lies in no zone of postcodes."""
    if way.countries and place.country not in way.countries:
        return False
    if way.regions and place.region.casefold() not in {each.casefold() for each in way.regions}:
        return False
    if _begins_with(place.postcode, way.refused_postcodes):
        return False
    return not way.postcodes or _begins_with(place.postcode, way.postcodes)


def precision(way: Way) -> int:
    """How closely its zone is drawn: of several ways with one code the closest is taken."""
    return 4 * bool(way.postcodes) + 2 * bool(way.regions) + bool(way.countries)


def find_obstacle(way: Way, goods: Consignment) -> Obstacle | None:
    """Return the first thing that keeps the goods from being sent so; None where nothing does."""
    return next(_obstacles(way, goods), None)


def _obstacles(way: Way, goods: Consignment) -> Iterator[Obstacle]:
    if goods.classes & {*way.refused_classes}:
        yield Obstacle.GOODS
    if _exceeds(goods.weight, way.maximum_weight):
        yield Obstacle.WEIGHT
    if _exceeds(goods.longest_side, way.maximum_length):
        yield Obstacle.LENGTH
    if way.maximum_volume is not None and goods.volume > way.maximum_volume * MM3_PER_CM3:
        yield Obstacle.VOLUME
    if _exceeds(goods.pieces, way.maximum_pieces):
        yield Obstacle.PIECES
    if way.minimum_value is not None and goods.value < way.minimum_value:
        yield Obstacle.VALUE_TOO_LOW
    if _exceeds(goods.value, way.maximum_value):
        yield Obstacle.VALUE_TOO_HIGH
    if step_price(way, goods) is None:
        yield _BEYOND[PriceBy(way.price_by)]


_BEYOND = {
    PriceBy.WEIGHT: Obstacle.WEIGHT,
    PriceBy.VALUE: Obstacle.VALUE_TOO_HIGH,
    PriceBy.PIECES: Obstacle.PIECES,
}


def step_price(way: Way, goods: Consignment) -> Decimal | None:
    """Return what the goods cost by its steps, each up to and with its bound; None beyond the last.

    Without steps it is the one price.
    """
    if not way.price_by or not way.steps:
        return way.price
    measure = Decimal(getattr(goods, way.price_by))
    fitting = (step for step in way.steps if measure <= Decimal(step["up_to"]))
    step = next(fitting, None)
    return None if step is None else Decimal(step["price"])


def _exceeds(measure: Any, most: Any) -> bool:
    return most is not None and measure > most


def _begins_with(postcode: str, prefixes: Collection[str]) -> bool:
    return bool(postcode) and compact(postcode).startswith(tuple(map(compact, prefixes)))


def compact(postcode: str) -> str:
    """Return a postcode, or its beginning, without what people divide it by."""
    return "".join(filter(str.isalnum, postcode)).upper()
