"""What is planned: each room that plans something tells the calendar of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that happens at a moment. `address` is where it is decided, if there is such a place.

    `key` names it for calendar programs: the same thing has the same key when its moment changes.
    """

    key: str
    moment: datetime
    channel: Channel
    kind: StrOrPromise
    event: StrOrPromise
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment on, up to another that is no part of it, in these channels, for that person."""

    since: datetime
    until: datetime
    channels: Sequence[Channel]
    user: Any

    def has(self, moment: datetime | None) -> bool:
        """Whether it is a moment of the period."""
        return moment is not None and self.since <= moment < self.until


Source = Callable[[Period], Iterable[Planned]]
_sources: dict[str, Source] = {}


def register_planned(name: str, source: Source) -> None:
    """Have the calendar show what the source tells; it asks the database a fixed number of times."""
    _sources[name] = source


def list_planned(period: Period) -> list[Planned]:
    """Return everything that is planned in the period, the earliest first."""
    found = [one for source in _sources.values() for one in source(period)]
    return sorted(found, key=lambda one: (one.moment, str(one.kind), one.title))
