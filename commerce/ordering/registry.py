"""What is added from above: moments of an order's timeline, and the terms that a channel sells on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened to an order, in the language at hand; `actor` where a person did it."""

    at: datetime
    title: str
    text: str = ""
    actor: str = ""


Source = Callable[["Order"], Iterable[Moment]]

_sources: dict[str, Source] = {}


def tells_timeline(name: str) -> Callable[[Source], Source]:
    """Let the function tell moments of an order's timeline. A name is taken once."""

    def register(source: Source) -> Source:
        if _sources.setdefault(name, source) is not source:
            raise LookupError(f"Moments of {name!r} are told by {_sources[name]!r}.")
        return source

    return register


def told_moments(order: Order) -> Iterator[Moment]:
    """Return what all contexts tell of an order, in no order."""
    for source in _sources.values():
        yield from source(order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a channel, as they are in force in one language.

    `version` names exactly this text for good, and `path` is where the storefront shows it, without
    its language. `is_demanded` has buyers agree expressly before they order.
    """

    version: str
    number: int
    title: str
    path: str
    dated: date
    is_demanded: bool


TermsSource = Callable[["Channel", str], Terms | None]

_terms: list[TermsSource] = []


def register_terms(source: TermsSource) -> None:
    """Let the function tell the terms of a channel in a language, cheaply; the last one registered does."""
    _terms[:] = [source]


def find_terms(channel: Channel, locale: str) -> Terms | None:
    """Return the terms that are in force; None where the channel has none, or nobody tells any."""
    return _terms[0](channel, locale) if _terms else None
