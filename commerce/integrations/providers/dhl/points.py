"""Where parcels of DHL can wait: branches and parcel shops, not lockers.

A locker takes a parcel only with the number that DHL has given its customer, which nobody asks for
at a checkout; a branch takes it with an e-mail address.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from commerce.core.texts import clean_line
from commerce.integrations.enums import Mode
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, read_object
from commerce.integrations.providers.json_calls import ask
from commerce.integrations.registry import OpeningTime, PickupPlace

from .wire import explain

if TYPE_CHECKING:
    from . import Dhl

ADDRESSES: Final = {
    Mode.TEST: "https://api-sandbox.dhl.com",
    Mode.LIVE: "https://api.dhl.com",
}
FIND: Final = "/location-finder/v1/find-by-address"
# A shopper waits.
PATIENCE: Final = 2.0
# Some are lockers, which are left out.
MOST_ASKED: Final = 40
RADIUS: Final = 10_000
BRANCHES: Final = frozenset({"servicepoint", "postoffice", "postbank"})
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def ask_points(provider: Dhl, *, country: str, postcode: str) -> list[PickupPlace]:
    """Return branches near a postcode that hand out parcels, the nearest first. Raises ProviderError."""
    query = {
        "countryCode": country,
        "postalCode": postcode,
        "providerType": "parcel",
        "serviceType": "parcel:pick-up",
        "radius": RADIUS,
        "limit": MOST_ASKED,
    }
    answer = ask(
        provider.calls,
        "pickup_points",
        "GET",
        f"{address_of(provider.code, ADDRESSES[provider.mode])}{FIND}?{urlencode(query)}",
        headers={"DHL-API-Key": provider.settings.api_key},
        until=time.monotonic() + PATIENCE,
    )
    if answer.status == 404:
        return []
    if not answer.is_success:
        raise explain(answer)
    try:
        return list(_places(read_object(answer.body)["locations"]))
    except (KeyError, TypeError, AttributeError, IndexError):
        raise ProviderUnavailableError(GARBLED) from None


def _places(rows: list[dict[str, Any]]) -> Iterator[PickupPlace]:
    for row in rows:
        location, address = row["location"], row["place"]["address"]
        number = str(location.get("keywordId") or "")
        if location.get("type") not in BRANCHES or not number.isdecimal():
            continue
        geo = row["place"].get("geo") or {}
        distance = row.get("distance")
        yield PickupPlace(
            id=clean_line(str(location["ids"][0]["locationId"]))[:64],
            name=_line(row.get("name") or location.get("keyword"), 64),
            street=_line(address["streetAddress"], 64),
            postcode=_line(address["postalCode"], 16),
            city=_line(address["addressLocality"], 64),
            country=_line(address["countryCode"], 2),
            reference=number[:16],
            latitude=_line(geo.get("latitude", ""), 16),
            longitude=_line(geo.get("longitude", ""), 16),
            distance=int(distance) if isinstance(distance, int | float) else None,
            opening_hours=tuple(_hours(row.get("openingHours") or [])),
        )


def _hours(rows: list[dict[str, Any]]) -> Iterator[OpeningTime]:
    for row in rows:
        day = str(row.get("dayOfWeek", "")).rpartition("/")[2]
        if day in DAYS:
            opens, closes = str(row.get("opens", ""))[:5], str(row.get("closes", ""))[:5]
            yield OpeningTime(DAYS.index(day), opens, closes)


def _line(text: object, most: int) -> str:
    return clean_line(str(text or ""))[:most]
