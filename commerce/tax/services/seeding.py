"""Taking the table of known rates over into a tenant's own, which staff may change then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from commerce.core.bus import publish
from commerce.tax.events import TaxesChanged
from commerce.tax.models import ChannelTaxes, TaxClass, TaxRate, TaxZone
from commerce.tax.seed import CLASSES, KnownRate, known_rates

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel, Tenant


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many rows were made; `kept` are rates of the table that the tenant has set otherwise."""

    classes: int
    zones: int
    rates: int
    kept: int


@transaction.atomic
def seed_rates(
    *, tenant: Tenant, countries: Collection[str] = (), is_trial: bool = False
) -> Seeded:
    """Make the classes, zones and rates of the table that the tenant has not; all, or some countries'.

    What staff have set stays: a rate of the table that overlaps one of theirs is left out. A trial
    tells what would be made and makes nothing.
    """
    classes, new_classes = _classes(tenant)
    zones: dict[tuple[str, ...], TaxZone] = {}
    new_zones = rates = kept = 0
    for known in known_rates():
        if countries and known.country not in countries:
            continue
        place = (known.country, known.region, known.postcodes)
        if place not in zones:
            zones[place], is_new = _zone(tenant, known)
            new_zones += is_new
        if _is_set(zones[place], classes[known.tax_class], known):
            kept += 1
            continue
        _make_rate(zones[place], classes[known.tax_class], known)
        rates += 1
    seeded = Seeded(new_classes, new_zones, rates, kept)
    if is_trial:
        transaction.set_rollback(True)
    elif rates or new_classes:
        publish(TaxesChanged(tenant_id=tenant.pk))
    return seeded


@transaction.atomic
def set_taxes(*, channel: Channel, ships_from: str, **settings: Any) -> ChannelTaxes:
    """Let a channel that told no tax tell it; one that does is left as it is.

    Raises TaxClass.DoesNotExist before the tenant has a class of the code "standard".
    """
    standard = TaxClass._base_manager.get(tenant=channel.tenant_id, code="standard")
    row, _is_new = ChannelTaxes.objects.get_or_create(
        channel=channel,
        defaults={"ships_from": ships_from, "default_class": standard, **settings},
    )
    return row


def _classes(tenant: Tenant) -> tuple[dict[str, TaxClass], int]:
    found = {row.code: row for row in TaxClass._base_manager.filter(tenant=tenant)}
    missing = [
        TaxClass(tenant=tenant, code=code, name=name, kind=kind)
        for code, (name, kind) in CLASSES.items()
        if code not in found
    ]
    TaxClass._base_manager.bulk_create(missing)
    return found | {row.code: row for row in missing}, len(missing)


def _zone(tenant: Tenant, known: KnownRate) -> tuple[TaxZone, bool]:
    place = {
        "country": known.country,
        "region": known.region,
        "postcodes": known.postcodes,
    }
    row = TaxZone._base_manager.filter(tenant=tenant, **place).first()
    if row is not None:
        return row, False
    row = TaxZone(tenant=tenant, name=known.zone, **place)
    TaxZone._base_manager.bulk_create([row])
    return row, True


def _is_set(zone: TaxZone, tax_class: TaxClass, known: KnownRate) -> bool:
    rows = TaxRate._base_manager.filter(zone=zone, tax_class=tax_class)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=known.valid_from))
    if known.valid_to is not None:
        rows = rows.filter(valid_from__lte=known.valid_to)
    return rows.exists()


def _make_rate(zone: TaxZone, tax_class: TaxClass, known: KnownRate) -> None:
    row = TaxRate(
        zone=zone,
        tax_class=tax_class,
        percentage=known.percentage,
        label=known.label,
        valid_from=known.valid_from,
        valid_to=known.valid_to,
        source=known.source,
    )
    TaxRate._base_manager.bulk_create([row])
