"""Carriers: what they take, what that costs, and where it is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from commerce.core.money import Money
from commerce.integrations.enums import ProviderKind
from commerce.integrations.shapes import LabelMade, ParcelFacts, TrackingNews

from .providers import Provider, S

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# What a carrier that can be asked for prices has among its capabilities.
RATES = "rates"
# What one has that tells where parcels can wait.
PICKUP_POINTS = "pickup_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelToRate:
    """What a carrier is asked to price: grams, where it goes, and what the goods are worth.

    `value` is for customs and for the dates of parcels that cross a border; its currency is the one
    in which prices are wanted.
    """

    weight: int
    country: str
    postcode: str
    value: Money
    region: str = ""


@dataclass(frozen=True, slots=True)
class CarrierRate:
    """What one service costs, and in how many of its working days it delivers; None is not told."""

    service: str
    price: Money
    days: int | None = None


@dataclass(frozen=True, slots=True)
class OpeningTime:
    """When a place is open on one day of the week, counted from Monday as 0: from 09:00 to 18:00."""

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupPlace:
    """Where a parcel waits for whom it is for.

    `carrier` is the code of whose it is, empty for the shop's own; `reference` is what its labels call
    it. Coordinates are decimal degrees, `distance` metres from what was looked for.
    """

    id: str
    name: str
    street: str
    postcode: str
    city: str
    country: str
    region: str = ""
    carrier: str = ""
    reference: str = ""
    latitude: str = ""
    longitude: str = ""
    distance: int | None = None
    opening_hours: tuple[OpeningTime, ...] = ()


class CarrierProvider(Provider[S]):
    """Takes parcels. `key` is the shop's reference of a label, by which it can be found again."""

    kind = ProviderKind.CARRIER
    # Where a parcel is followed; `{number}` is its tracking number.
    tracking_page: ClassVar[str]
    # Whether a label whose answer was lost is found for certain; otherwise people may have to decide.
    finds_labels: ClassVar[bool] = True
    # How often the course of one parcel may be asked for, where nothing is told.
    follow_every: ClassVar[timedelta] = timedelta(minutes=30)
    # Codes and names of what can be priced; only with the capability RATES.
    services: ClassVar[tuple[tuple[str, str | _StrPromise], ...]] = ()

    @property
    def sender_country(self) -> str:
        """Where parcels start, as an ISO code."""
        return str(getattr(self.settings, "sender_country", ""))

    @property
    def origin(self) -> str:
        """Where parcels begin and on whose account, for telling answers apart; no secret."""
        return ""

    def rate(self, parcel: ParcelToRate) -> Sequence[CarrierRate]:
        """Return what each service costs that takes the parcel, in the account's own currency.

        Somebody waits: answers within about two seconds, or raises ProviderError. A parcel or place
        that is not taken is ProviderRefusedError.
        """
        raise NotImplementedError

    def pickup_points(self, *, country: str, postcode: str) -> Sequence[PickupPlace]:
        """Return where parcels can wait near that postcode, the nearest first; only with PICKUP_POINTS.

        Ids are the carrier's own. Somebody waits: answers within about two seconds, or raises
        ProviderError. A place without any is an empty answer.
        """
        raise NotImplementedError

    @abstractmethod
    def make_label(self, parcel: ParcelFacts, *, key: str) -> LabelMade: ...

    @abstractmethod
    def find_label(self, *, key: str) -> LabelMade | None:
        """Return the label of that reference, or None where there is surely none to pay for.

        Raises LabelUnknownError where the carrier cannot say, and ProviderError.
        """

    @abstractmethod
    def cancel_label(self, reference: str) -> None: ...

    @abstractmethod
    def track(self, tracking_number: str) -> list[TrackingNews]: ...

    def read_news(self, headers: Mapping[str, str], body: bytes) -> list[TrackingNews]:
        raise NotImplementedError
