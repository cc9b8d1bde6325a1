"""A shop that taxes: two rates at home, one next door, and none elsewhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from commerce.tax.models import ChannelTaxes, TaxClass, TaxRate, TaxZone
from commerce.tenancy.models import Channel

LONG_AGO = date(2000, 1, 1)


def make_class(channel: Channel, code: str = "standard", kind: str = "standard") -> TaxClass:
    return TaxClass.objects.get_or_create(
        tenant=channel.tenant, code=code, defaults={"name": code.title(), "kind": kind}
    )[0]


def make_zone(channel: Channel, country: str, **fields: Any) -> TaxZone:
    fields.setdefault("name", country)
    return TaxZone.objects.create(tenant=channel.tenant, country=country, **fields)


def make_rate(
    zone: TaxZone, tax_class: TaxClass, percentage: str, *, since: date = LONG_AGO, **fields: Any
) -> TaxRate:
    return TaxRate.objects.create(
        zone=zone,
        tax_class=tax_class,
        percentage=Decimal(percentage),
        valid_from=since,
        **fields,
    )


def make_taxes(channel: Channel, **settings: Any) -> ChannelTaxes:
    """DE 19 and 7 %, FR 20 and 5.5 %; the channel ships from Germany."""
    standard = make_class(channel)
    reduced = make_class(channel, "reduced", "reduced")
    for country, high, low in (("DE", "19", "7"), ("FR", "20", "5.5")):
        zone = make_zone(channel, country)
        make_rate(zone, standard, high)
        make_rate(zone, reduced, low)
    return ChannelTaxes.objects.create(
        channel=channel, **{"ships_from": "DE", "default_class": standard, **settings}
    )
