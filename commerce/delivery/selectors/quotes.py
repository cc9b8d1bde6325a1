"""What carriers have said of their prices, kept for minutes: a change of a cart asks nobody again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import ROUND_UP, Decimal
from typing import Any, Final

from django.core.cache import cache

from commerce.core.money import Money
from commerce.delivery.shapes import Consignment, Destination, Quote, Quotes
from commerce.integrations.registry import RATES, CarrierProvider, ParcelToRate
from commerce.integrations.selectors import list_active

from .bounds import compact

Carrier = CarrierProvider[Any]
# Carriers charge by steps: parcels of one class of weight are priced alike, as the heaviest of them.
GRAMS: Final = 500


def find_quotes(
    *,
    channel_id: int,
    services: Collection[str],
    goods: Consignment,
    place: Destination,
    currency: str,
) -> Quotes:
    """Return what is known of these services' prices, and which carriers nobody has asked yet.

    Asks nobody. One look into the cache; none where the channel has no such carrier. Without a
    postcode there is nothing to ask for.
    """
    carriers = list_rating(channel_id, {carrier_of(service) for service in services})
    codes = frozenset(carriers)
    if not carriers or not place.postcode:
        return Quotes(carriers=codes)
    parcel = parcel_of(goods, place, currency)
    keys = {code: answer_key(carrier, parcel) for code, carrier in carriers.items()}
    pauses = {code: pause_key(carrier) for code, carrier in carriers.items()}
    found = cache.get_many([*keys.values(), *pauses.values()])
    known = {
        f"{code}:{service}": _quote(told)
        for code, key in keys.items()
        for service, told in found.get(key, {}).items()
    }
    unasked = {code for code in codes if keys[code] not in found and pauses[code] not in found}
    return Quotes(known, codes, frozenset(unasked))


def list_rating(channel_id: int, codes: Collection[str]) -> dict[str, Carrier]:
    """Return the channel's carriers with these codes that can be asked for prices, by code."""
    if not codes:
        return {}
    active: list[Carrier] = list_active(CarrierProvider, channel_id)  # type: ignore[type-abstract]
    usable = [each for each in active if each.code in codes and RATES in each.capabilities]
    return {each.code: each for each in reversed(usable)}


def carrier_of(service: str) -> str:
    """Return the code of the carrier in the name of a service, such as ups of ups:11."""
    return service.partition(":")[0]


def parcel_of(goods: Consignment, place: Destination, currency: str) -> ParcelToRate:
    """Return what a carrier is asked; what nobody has weighed is of the lightest class."""
    classes = (Decimal(goods.weight) / GRAMS).to_integral_value(ROUND_UP)
    return ParcelToRate(
        weight=max(int(classes), 1) * GRAMS,
        country=place.country,
        postcode=compact(place.postcode),
        region=place.region,
        value=Money(goods.value, currency),
    )


def answer_key(carrier: Carrier, parcel: ParcelToRate) -> str:
    """Everything that a price depends on; what the goods are worth is not part of it."""
    made_of = (
        *(carrier.calls.configuration, carrier.mode, carrier.origin, parcel.value.currency),
        *(parcel.country, parcel.postcode, parcel.region, str(parcel.weight)),
    )
    digest = hashlib.sha256("\n".join(made_of).encode()).hexdigest()
    return f"carrier-rates:{digest}"


def pause_key(carrier: Carrier) -> str:
    return f"carrier-silent:{carrier.calls.configuration}"


def _quote(told: Mapping[str, Any]) -> Quote:
    return Quote(Decimal(told["price"]), told["days"], datetime.fromisoformat(told["asked_at"]))
