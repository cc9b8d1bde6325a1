"""What is added from above: moments of orders, what is done with many at once, and the terms of sale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oscar.views.generic import BulkAction

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


_actions: dict[str, BulkAction] = {}


def offer_order_action(name: str, action: BulkAction) -> None:
    """Let the list of orders in the dashboard do this with the selected ones.

    The template of whoever offers it has the button: `action`, with the name as its value. A name is
    taken once. `execute` decides who may.
    """
    if _actions.setdefault(name, action) is not action:
        raise LookupError(f"{name!r} is already done by {_actions[name]!r}.")


def order_actions() -> dict[str, BulkAction]:
    """Return what all contexts do with many orders, by name."""
    return dict(_actions)


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
