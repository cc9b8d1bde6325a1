"""How long a gift card lasts at least, by the law of the country.

| country | at least | where it says so |
| --- | --- | --- |
| AT | 30 years | ABGB § 1478: claims end after thirty years; courts refuse shorter terms without cause |
| AU | 3 years | Australian Consumer Law, section 99B |
| CA | no end | provincial law, such as Ontario Regulation 17/05, section 25.3 |
| DE | 3 years from the end of the year | BGB §§ 195, 199: the claim ends then, and not before |
| DK | 3 years | forældelsesloven § 3: claims end after three years |
| IE | 5 years | Consumer Protection (Gift Vouchers) Act 2019, section 2 |
| NZ | 3 years | Fair Trading (Gift Card Expiry) Amendment Act 2024 |
| US | 5 years from the last loading | 12 CFR 1005.20(e), for the Credit CARD Act of 2009 |

Where the law names no time (France, the United Kingdom and others) the shop is free. A channel that
sells to several countries gives all its customers what the strictest of them asks for. This is a
floor under what a shop sets, and no advice: some states of a country ask for more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Months from the issue, or from the end of its year; None is for ever."""

    months: int | None
    counts_from_end_of_year: bool = False


MINIMUM: Final[dict[str, Lifetime]] = {
    "AT": Lifetime(360),
    "AU": Lifetime(36),
    "CA": Lifetime(None),
    "DE": Lifetime(36, counts_from_end_of_year=True),
    "DK": Lifetime(36),
    "IE": Lifetime(60),
    "NZ": Lifetime(36),
    "US": Lifetime(60),
}


def expiry(*, issued_at: datetime, countries: Iterable[str], months: int | None) -> datetime | None:
    """Return when a card ends that the shop lets live so many months: never before the law says.

    None for one that has no end. It ends at midnight, when its last day is over.
    """
    if months is None:
        return None
    lifetimes = [Lifetime(months), *(MINIMUM[code] for code in countries if code in MINIMUM)]
    ends = [_end(issued_at, lifetime) for lifetime in lifetimes]
    return None if None in ends else max(end for end in ends if end is not None)


def _end(issued_at: datetime, lifetime: Lifetime) -> datetime | None:
    if lifetime.months is None:
        return None
    start = issued_at.astimezone(UTC)
    if lifetime.counts_from_end_of_year:
        return datetime(start.year + 1 + lifetime.months // 12, 1, 1, tzinfo=UTC)
    months = start.month - 1 + lifetime.months
    year, month = start.year + months // 12, months % 12 + 1
    # The day after the same day: a 31st that the month has not is its last one.
    first = datetime(year, month, 1, tzinfo=UTC)
    return min(first + timedelta(days=start.day), _first_of_next(first))


def _first_of_next(first: datetime) -> datetime:
    return datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=UTC)
