"""A configuration as JSON, so that what was published can be kept and read back exactly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .configuration import BoostKind, BoostRule, Configuration, StoppedLine, SynonymRule
from .fields import TextField
from .filters import FacetFilter

Json = dict[str, Any]


def to_json(configuration: Configuration) -> Json:
    """Return the configuration but for its number; equal configurations give equal values."""
    return {
        "synonyms": [
            {"locale": rule.locale, "terms": list(rule.terms), "sources": list(rule.sources)}
            for rule in configuration.synonyms
        ],
        "left_out_packs": sorted(configuration.left_out_packs),
        "stopped_lines": [list(line) for line in sorted(configuration.stopped_lines)],
        "stop_words": [list(pair) for pair in sorted(configuration.stop_words)],
        "kept_words": [list(pair) for pair in sorted(configuration.kept_words)],
        "weights": {field.value: configuration.weights[field] for field in _present(configuration)},
        "boosts": [_boost_to_json(rule) for rule in configuration.boosts],
        "in_stock_factor": configuration.in_stock_factor,
        "is_personal": configuration.is_personal,
    }


def from_json(snapshot: Mapping[str, Any], *, number: int) -> Configuration:
    """Return the configuration that `to_json` wrote. What it did not know yet has its default."""
    default = Configuration()
    return Configuration(
        number=number,
        synonyms=tuple(
            SynonymRule(rule["locale"], tuple(rule["terms"]), tuple(rule["sources"]))
            for rule in snapshot["synonyms"]
        ),
        left_out_packs=frozenset(snapshot.get("left_out_packs", ())),
        stopped_lines=frozenset(StoppedLine(*line) for line in snapshot.get("stopped_lines", ())),
        stop_words=frozenset((locale, word) for locale, word in snapshot["stop_words"]),
        kept_words=frozenset((locale, word) for locale, word in snapshot["kept_words"]),
        weights={TextField(name): weight for name, weight in snapshot["weights"].items()},
        boosts=tuple(_boost_from_json(rule) for rule in snapshot["boosts"]),
        in_stock_factor=snapshot["in_stock_factor"],
        is_personal=snapshot.get("is_personal", default.is_personal),
    )


def _present(configuration: Configuration) -> list[TextField]:
    return [field for field in TextField if field in configuration.weights]


def _boost_to_json(rule: BoostRule) -> Json:
    facet = rule.facet
    return {
        "label": rule.label,
        "kind": rule.kind.value,
        "factor": rule.factor,
        "facet": None if facet is None else {"field": facet.field, "values": list(facet.values)},
        "amount": rule.amount,
        "starts_at": _time_to_json(rule.starts_at),
        "ends_at": _time_to_json(rule.ends_at),
    }


def _boost_from_json(rule: Mapping[str, Any]) -> BoostRule:
    facet = rule["facet"]
    return BoostRule(
        label=rule["label"],
        kind=BoostKind(rule["kind"]),
        factor=rule["factor"],
        facet=None if facet is None else FacetFilter(facet["field"], tuple(facet["values"])),
        amount=rule["amount"],
        starts_at=_time_from_json(rule["starts_at"]),
        ends_at=_time_from_json(rule["ends_at"]),
    )


def _time_to_json(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time_from_json(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
