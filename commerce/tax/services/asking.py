"""Asking a tax service what goods bear at a place, before anything is priced for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.utils import timezone

from commerce.integrations.errors import ProviderError
from commerce.integrations.registry import TaxedPlace, TaxService, ToldRate
from commerce.integrations.selectors import list_active
from commerce.integrations.services import ask
from commerce.tax.models import ServiceRates
from commerce.tax.selectors import find_service_rates, place_key, read_book, today

if TYPE_CHECKING:
    from commerce.tax.shapes.rates import Place
    from commerce.tax.shapes.taxation import TaxBook
    from commerce.tenancy.models import Channel

logger = structlog.get_logger(__name__)
# One that did not answer is left alone for so long by everybody who goes there.
PAUSE: Final = timedelta(seconds=60)
# What was said of days that are over is in orders.
KEPT: Final = timedelta(days=7)


def ask_rates(*, channel: Channel, place: Place, currency: str) -> None:
    """Ask the channel's tax service about a place, once a day; nothing where it has none.

    Where the service does not answer in time, that is noted, and the table of rates holds. Makes
    an outgoing call: to be called where no lock is held.
    """
    if not list_active(TaxService, channel.pk):  # type: ignore[type-abstract]
        return
    book = read_book(channel=channel)
    if book is None or not book.uses_service or _is_known(channel, place):
        return
    told = _ask(channel, book, place, currency)
    rates = {code: (str(rate.percentage), rate.label) for code, rate in told.items()}
    where: dict[str, Any] = {"channel": channel, "day": today(), **place_key(place)}
    said = {"rates": rates, "asked_at": timezone.now()}
    ServiceRates._base_manager.update_or_create(**where, defaults=said)


def forget_rates() -> int:
    """Delete what was said of days that are long over; return how many rows."""
    old = ServiceRates._base_manager.filter(day__lt=today() - KEPT)
    return old.delete()[0]


def _is_known(channel: Channel, place: Place) -> bool:
    found = find_service_rates(channel_id=channel.pk, place=place, day=today())
    return found is not None and bool(found.rates or found.asked_at > timezone.now() - PAUSE)


def _ask(channel: Channel, book: TaxBook, place: Place, currency: str) -> Mapping[str, ToldRate]:
    where = TaxedPlace(
        origin=book.ships_from,
        country=place.country,
        region=place.region,
        postcode=place.postcode,
    )
    codes = [each.code for each in book.classes]

    def call(service: TaxService[object]) -> Mapping[str, ToldRate]:
        return service.rates_at(where, codes, currency=currency, day=today())

    try:
        return ask(TaxService, channel_id=channel.pk, call=call, may_repeat=True)  # type: ignore[type-abstract]
    except ProviderError as error:
        logger.warning("tax_service_silent", channel=channel.code, error=type(error).__name__)
        return {}
