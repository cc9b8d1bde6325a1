"""What marketers decide about the ranking of a channel, as one value that is published as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from commerce.catalogue.registry import AVAILABLE, TRUE

from .fields import DEFAULT_WEIGHTS, Weights
from .filters import Boost, Condition, FacetFilter, Measure
from .words import Rule


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """Words that mean the same. With `sources`, only who types one of those finds the `terms` too.

    A term may have several words. `locale` is the language the rule is for.
    """

    locale: str
    terms: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        terms = ", ".join(self.terms)
        return f"{', '.join(self.sources)} → {terms}" if self.sources else terms


class StoppedLine(NamedTuple):
    """A line of a pack that a channel does without, told by its text: numbers change with the file."""

    trade: str
    language: str
    text: str

    @classmethod
    def of(cls, rule: Rule) -> StoppedLine:
        return cls(rule.trade, rule.language, rule.text)


class BoostKind(StrEnum):
    """What a boost rule looks at."""

    FACET = "facet"
    NEWNESS = "newness"
    IN_STOCK = "in_stock"
    MARGIN = "margin"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class BoostRule:
    """Multiplies scores by `factor` from `starts_at` to `ends_at`; None leaves an end open.

    `facet` is for FACET; `amount` is days for NEWNESS, percent for MARGIN and DISCOUNT.
    """

    label: str
    kind: BoostKind
    factor: float
    facet: FacetFilter | None = None
    amount: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether the rule holds at that time."""
        begun = self.starts_at is None or self.starts_at <= now
        return begun and (self.ends_at is None or now < self.ends_at)

    def as_boost(self, now: datetime) -> Boost:
        """Return the rule as engines understand it; "new" is counted in whole days."""
        return Boost(self._condition(now), self.factor, self.label)

    def _condition(self, now: datetime) -> Condition:
        if self.kind is BoostKind.IN_STOCK:
            return IN_STOCK
        if self.kind is BoostKind.FACET:
            return Condition(facet=self.facet)
        if self.kind is BoostKind.NEWNESS:
            today = now.replace(hour=0, minute=0, second=0, microsecond=0)
            since = (today - timedelta(days=self.amount)).timestamp()
            return Condition(measure=Measure.PUBLISHED_AT, at_least=since)
        measure = Measure.MARGIN if self.kind is BoostKind.MARGIN else Measure.DISCOUNT
        return Condition(measure=measure, at_least=self.amount)


IN_STOCK = Condition(facet=FacetFilter(AVAILABLE, (TRUE,)))


@dataclass(frozen=True, slots=True)
class Configuration:
    """How a channel ranks. `number` counts its publications; 0 is what the software comes with."""

    number: int = 0
    synonyms: tuple[SynonymRule, ...] = ()
    left_out_packs: frozenset[str] = frozenset()  # trades
    stopped_lines: frozenset[StoppedLine] = frozenset()
    stop_words: frozenset[tuple[str, str]] = frozenset()  # (locale, word), beside the usual ones
    kept_words: frozenset[tuple[str, str]] = frozenset()  # usual stop words that matter here
    weights: Weights = field(default_factory=lambda: DEFAULT_WEIGHTS)
    boosts: tuple[BoostRule, ...] = ()
    in_stock_factor: float = 1.3
    is_personal: bool = False  # whether consenting shoppers get an order of their own

    def active_boosts(self, now: datetime) -> tuple[Boost, ...]:
        """Return what holds at that time, the advantage of what is in stock included."""
        return tuple(self._boosts(now))

    def _boosts(self, now: datetime) -> Iterable[Boost]:
        yield Boost(IN_STOCK, self.in_stock_factor, BoostKind.IN_STOCK)
        yield from (rule.as_boost(now) for rule in self.boosts if rule.is_active(now))
