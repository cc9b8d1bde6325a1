"""Asking carriers what sending costs, before anything is locked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import structlog
from django.core.cache import cache
from django.utils import timezone

from commerce.delivery.selectors.quotes import (
    Carrier,
    answer_key,
    list_rating,
    parcel_of,
    pause_key,
)
from commerce.delivery.shapes import Consignment, Destination
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
)
from commerce.integrations.registry import CarrierRate, ParcelToRate
from commerce.integrations.services.asking import ask_at_once

logger = structlog.get_logger(__name__)
KEPT: Final = 15 * 60
# A carrier that has not answered is left alone for so many seconds by everybody.
PAUSE: Final = 60
# For all of them together; each ends by its own limit a moment before.
MOST_SECONDS: Final = 2.2


def ask_carriers(
    *,
    channel_id: int,
    carriers: Collection[str],
    goods: Consignment,
    place: Destination,
    currency: str,
) -> None:
    """Ask the channel's carriers with these codes, and keep what they say for `find_quotes`.

    A carrier that refuses the place or the parcel is not asked for it again meanwhile; one that is
    away or slow is left alone for a minute. Raises nothing: the shop has a price of its own. All are
    asked at once, for two seconds altogether: to be called where no lock is held.
    """
    parcel = parcel_of(goods, place, currency)
    rating = list_rating(channel_id, carriers)
    answers = ask_at_once(rating, lambda carrier: carrier.rate(parcel), seconds=MOST_SECONDS)
    for code, answer in answers.items():
        _note(rating[code], parcel, answer)


def _note(
    carrier: Carrier, parcel: ParcelToRate, answer: Sequence[CarrierRate] | ProviderError
) -> None:
    match answer:
        case CredentialsRefusedError():
            _leave_alone(carrier, answer)
        case ProviderRefusedError():
            cache.set(answer_key(carrier, parcel), {}, KEPT)
        case ProviderError():
            _leave_alone(carrier, answer)
        case rates:
            _keep(carrier, parcel, [each for each in rates if _is_payable(each, parcel)])


def _leave_alone(carrier: Carrier, error: ProviderError) -> None:
    logger.warning("carrier_silent", carrier=carrier.code, error=type(error).__name__)
    cache.set(pause_key(carrier), True, PAUSE)


def _is_payable(rate: CarrierRate, parcel: ParcelToRate) -> bool:
    """An account in another currency prices nothing here: the shop has no rate of exchange."""
    return rate.price.currency == parcel.value.currency


def _keep(carrier: Carrier, parcel: ParcelToRate, rates: list[CarrierRate]) -> None:
    now = timezone.now().isoformat()
    told = {
        rate.service: {"price": str(rate.price.amount), "days": rate.days, "asked_at": now}
        for rate in rates
    }
    cache.set(answer_key(carrier, parcel), told, KEPT)
