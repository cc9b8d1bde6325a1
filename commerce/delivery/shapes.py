"""Goods on their way, where they go, and when they arrive: plain values, no rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from commerce.integrations.registry import PickupPlace

from .enums import PointSource

WORKING_DAYS: Final = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Consignment:
    """What is to be sent, as far as a price or a bound can depend on it.

    Weights in grams, lengths in millimetres, volumes in cubic millimetres; what nobody has measured
    counts as nothing. `classes` are the classes of goods that are in it.
    """

    value: Decimal
    pieces: int = 1
    weight: int = 0
    longest_side: int = 0
    volume: int = 0
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Destination:
    """A place; postcode and region are empty while nobody has named them."""

    country: str
    postcode: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a carrier has said that a service costs, before the shop adds anything, and its days."""

    price: Decimal
    days: int | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Quotes:
    """What is known of carriers' prices, by service, such as ups:11.

    `carriers` are the codes of those that could be asked, `unasked` those that nobody has asked yet.
    """

    known: Mapping[str, Quote] = field(default_factory=dict)
    carriers: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()


NO_QUOTES: Final = Quotes()


@dataclass(frozen=True, slots=True)
class Points:
    """Pickup points that were found near a postcode, and whose they are."""

    places: Sequence[PickupPlace]
    source: PointSource


@dataclass(frozen=True, slots=True)
class Timetable:
    """When goods leave a house, by the clock that hangs there.

    `country` and `region` say whose holidays its people have; no country has none. `closed` are
    further days on which nothing leaves.
    """

    time_zone: str = "UTC"
    cutoff: time = time(14)
    handling_days: int = 0
    weekdays: frozenset[int] = WORKING_DAYS
    country: str = ""
    region: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Carriage:
    """How many days a carrier needs, counted in those on which it delivers."""

    minimum_days: int
    maximum_days: int
    delivers_on_saturday: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """Whoever orders until `order_by` has the goods between these days, both included."""

    order_by: datetime
    earliest: date
    latest: date
