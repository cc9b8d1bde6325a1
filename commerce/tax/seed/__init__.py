"""The table of known rates: facts of tax authorities, each with where it is published."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_noop as _

from commerce.tax.enums import ClassKind

TABLE: Final = Path(__file__).with_name("rates.csv")
# Which class a product is in is the shop's to say: what a reduced rate is for differs by country.
CLASSES: Final = {
    "standard": (_("Standard rate"), ClassKind.STANDARD),
    "reduced": (_("Reduced rate"), ClassKind.REDUCED),
    "second_reduced": (_("Second reduced rate"), ClassKind.REDUCED),
    "super_reduced": (_("Super-reduced rate"), ClassKind.REDUCED),
    "zero": (_("Zero rate"), ClassKind.ZERO),
    "exempt": (_("Exempt from tax"), ClassKind.EXEMPT),
}


@dataclass(frozen=True, slots=True)
class KnownRate:
    """One row of the table."""

    country: str
    region: str
    postcodes: str
    zone: str
    tax_class: str
    percentage: Decimal
    label: str
    valid_from: date
    valid_to: date | None
    source: str


@cache
def known_rates() -> tuple[KnownRate, ...]:
    """Return the whole table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_rate(row) for row in csv.DictReader(file))


def _rate(row: dict[str, str]) -> KnownRate:
    return KnownRate(
        country=row["country"],
        region=row["region"],
        postcodes=row["postcodes"],
        zone=row["zone"],
        tax_class=row["class"],
        percentage=Decimal(row["percentage"]),
        label=row["label"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        source=row["source"],
    )
