"""The taxes of a channel, and what is known of VAT ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from commerce.core.process_cache import ProcessCache

from .enums import VatIdState
from .models import ChannelTaxes, ServiceRates, TaxClass, TaxExemption, VatIdCheck
from .shapes.rates import DatedRate, GoodsClass, Place, Zone
from .shapes.taxation import TaxBook, Told

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True)
class _Kept:
    """A channel's taxes; None where it tells none."""

    book: TaxBook | None


BOOKS: ProcessCache[int, _Kept] = ProcessCache(
    "taxes of channels", stale="another stamp of all offers", most=256
)
_SETTINGS = (
    *("prices_include_tax", "ships_from", "default_class_id", "rounding", "extras_rule"),
    *("taxes_by_destination", "takes_vat_ids", "lowers_untaxed", "vat_id", "uses_service"),
)
_RATES = (
    *("pk", "code", "kind", "rates__percentage", "rates__label"),
    *("rates__valid_from", "rates__valid_to", "rates__zone", "rates__zone__country"),
    *("rates__zone__region", "rates__zone__postcodes"),
)


def list_classes(*, tenant_id: int) -> QuerySet[TaxClass]:
    """Return the tenant's classes, in the order they were made."""
    return TaxClass.objects.filter(tenant=tenant_id)


def find_service_rates(*, channel_id: int, place: Place, day: date) -> ServiceRates | None:
    """Return what was asked of a tax service about a place on a day; None where nobody has asked."""
    rows = ServiceRates._base_manager.filter(channel=channel_id, day=day, **place_key(place))
    return rows.first()


def find_told(*, channel_id: int, place: Place, day: date) -> Told | None:
    """Return what a tax service says of a place on a day, by codes of classes. One query."""
    found = find_service_rates(channel_id=channel_id, place=place, day=day)
    if found is None or not found.rates:
        return None
    return {code: (Decimal(rate), label) for code, (rate, label) in found.rates.items()}


def place_key(place: Place) -> dict[str, Any]:
    """Return a place as it is kept: letters of one case, no spaces in postcodes."""
    return {
        "country": place.country,
        "region": place.region.strip().upper()[:64],
        "postcode": place.postcode.replace(" ", "").upper()[:20],
    }


def kinds_of_classes(*, channel_id: int) -> dict[str, str]:
    """Return what the classes of a channel's tenant are to the law, by their codes."""
    rows = TaxClass._base_manager.filter(tenant__channels=channel_id)
    return dict(rows.values_list("code", "kind"))


def find_origin(*, channel_id: int) -> str:
    """Return the country that a channel ships from; an empty text where it tells no tax."""
    rows = ChannelTaxes._base_manager.filter(channel=channel_id)
    return rows.values_list("ships_from", flat=True).first() or ""


def find_check(*, channel_id: int, public_id: str) -> VatIdCheck | None:
    """Return one check of a VAT id, the proof that an order names; None where there is none."""
    rows = VatIdCheck._base_manager.filter(channel=channel_id, public_id=public_id)
    return rows.first()


def find_exemption(*, channel_id: int, user_id: int | None) -> TaxExemption | None:
    """Return why a customer bears no tax at the tenant of a channel."""
    rows = TaxExemption._base_manager.filter(tenant__channels=channel_id, user=user_id)
    return rows.first() if user_id is not None else None


def find_fresh_check(*, channel_id: int, vat_id: str, since: datetime) -> VatIdCheck | None:
    """Return the last confirmation of an id, unless it is older; None where there is none."""
    rows = VatIdCheck._base_manager.filter(channel=channel_id, vat_id=vat_id)
    found = rows.filter(state=VatIdState.VALID, checked_at__gte=since).order_by("-pk")
    return found.first()


def find_book(*, channel: Channel, version: str) -> TaxBook | None:
    """Return the channel's taxes; None where it tells none, as before anything was ever set.

    `version` is the stamp that every change of a price renews. No query while it is the same, one
    for a channel without taxes after it, and two for others.
    """
    if not version:
        return None
    kept = BOOKS.find(channel.pk, version=version)
    if kept is None:
        kept = _Kept(read_book(channel=channel))
        BOOKS.keep(channel.pk, kept, version=version)
    return kept.book


def read_book(*, channel: Channel) -> TaxBook | None:
    """Return the channel's taxes as they are stored now. Two queries, one where there are none."""
    exemption = "channel__tenant__tax_exemptions__"
    settings = ChannelTaxes._base_manager.filter(channel=channel.pk)
    found = list(settings.values_list(*_SETTINGS, exemption + "user", exemption + "valid_to"))
    if not found:
        return None
    values = dict(zip(_SETTINGS, found[0], strict=False))
    classes, zones, rates = _read_rates(channel.tenant_id)
    return TaxBook(
        is_net=not values["prices_include_tax"],
        ships_from=values["ships_from"],
        usual=values["default_class_id"],
        rounding=values["rounding"],
        extras_rule=values["extras_rule"],
        taxes_by_destination=values["taxes_by_destination"],
        takes_vat_ids=values["takes_vat_ids"],
        lowers_untaxed=values["lowers_untaxed"],
        own_vat_id=values["vat_id"],
        uses_service=values["uses_service"],
        classes=classes,
        zones=zones,
        rates=rates,
        exempt={row[-2]: row[-1] for row in found if row[-2] is not None},
    )


def _read_rates(tenant_id: int) -> tuple[Any, Any, Any]:
    classes: dict[int, GoodsClass] = {}
    zones: dict[int, Zone] = {}
    rates: defaultdict[tuple[int, int], list[DatedRate]] = defaultdict(list)
    rows = TaxClass._base_manager.filter(tenant=tenant_id).order_by("pk").values_list(*_RATES)
    for key, code, kind, percentage, label, begin, end, zone, country, region, prefixes in rows:
        classes[key] = GoodsClass(key, code, kind)
        if zone is None:
            continue
        zones[zone] = Zone(zone, country, region, tuple(prefixes.upper().split()))
        rates[zone, key].append(DatedRate(zone, key, percentage, label, begin, end))
    return (
        tuple(classes.values()),
        tuple(zones.values()),
        {key: tuple(found) for key, found in rates.items()},
    )


def today() -> date:
    """Return the day whose rates hold now, by the clock of the shop."""
    return timezone.localdate()
