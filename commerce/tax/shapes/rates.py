"""Which rate a class bears somewhere on a day. Functions of values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from commerce.tax.enums import ClassKind

# Whose VAT law is one: ids of their businesses are in one register.
UNION: Final = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where goods go, as far as it is known."""

    country: str
    region: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """Where rates hold; `prefixes` are without spaces, in capitals."""

    key: int
    country: str
    region: str
    prefixes: tuple[str, ...]

    def nearness(self, place: Place) -> int:
        """How closely it names the place: 0 where it does not."""
        if self.country != place.country:
            return 0
        if self.region and self.region.casefold() != place.region.strip().casefold():
            return 0
        postcode = place.postcode.replace(" ", "").upper()
        found = max((len(p) for p in self.prefixes if postcode.startswith(p)), default=0)
        if self.prefixes and not found:
            return 0
        return 1 + 2 * bool(self.region) + 4 * found


@dataclass(frozen=True, slots=True)
class DatedRate:
    """What a class bears in a zone, first and last day included."""

    zone: int
    tax_class: int
    percentage: Decimal
    label: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class GoodsClass:
    """A tax class as prices see it."""

    key: int
    code: str
    kind: str

    @property
    def bears_nothing(self) -> bool:
        return self.kind in (ClassKind.ZERO, ClassKind.EXEMPT)


@dataclass(frozen=True, slots=True)
class AppliedRate:
    """A rate as one cart bears it; `label` is as entered, for whoever shows it to translate."""

    code: str
    label: str
    percentage: Decimal
    country: str
    region: str = ""

    @property
    def key(self) -> str:
        """Tells rates apart, in every language."""
        return f"{self.country}:{self.region}:{self.label}:{self.percentage.normalize():f}"


def nearest_zones(zones: Iterable[Zone], place: Place) -> list[Zone]:
    """Return the zones of a place, the one that names it most closely first."""
    near = [(zone.nearness(place), zone) for zone in zones]
    return [zone for rank, zone in sorted(near, key=lambda pair: -pair[0]) if rank]


def rates_of_zones(
    zones: Iterable[Zone],
    rates: Mapping[tuple[int, int], Iterable[DatedRate]],
    classes: Iterable[GoodsClass],
    *,
    usual: int,
    day: date,
) -> dict[int, AppliedRate]:
    """Return what each class bears. A class without a rate bears the usual one's.

    An empty result says that nothing is taxed there.
    """
    ordered, known = list(zones), {each.key: each for each in classes}
    found: dict[int, AppliedRate] = {}
    for zone in reversed(ordered):  # a closer one takes the place of a wider one
        for each in known.values():
            for rate in rates.get((zone.key, each.key), ()):
                if rate.holds_on(day):
                    found[each.key] = AppliedRate(
                        each.code, rate.label, rate.percentage, zone.country, zone.region
                    )
    if ordered:
        _fill(found, known, ordered[0], usual)
    return found


def _fill(
    found: dict[int, AppliedRate], known: Mapping[int, GoodsClass], zone: Zone, usual: int
) -> None:
    """Classes without a rate: nothing where the law says so, else what the usual class bears."""
    standard = found.get(usual) or next(
        (found[key] for key, each in known.items() if key in found and each.kind == "standard"),
        None,
    )
    for each in known.values():
        if each.key in found:
            continue
        if each.bears_nothing or standard is None:
            label = standard.label if standard else ""
            found[each.key] = AppliedRate(each.code, label, NOTHING, zone.country, zone.region)
        else:
            found[each.key] = standard


def next_change(rates: Iterable[DatedRate], *, after: date) -> date | None:
    """Return the next day on which any rate begins, or the first on which one no longer holds."""
    days = [rate.valid_from for rate in rates]
    days += [
        date.fromordinal(rate.valid_to.toordinal() + 1)
        for rate in rates
        if rate.valid_to is not None
    ]
    return min((day for day in days if day > after), default=None)
