"""What can be added to an order from above: moments of its timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order


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
