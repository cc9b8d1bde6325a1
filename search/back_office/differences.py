"""What a draft changes, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.query.configuration import BoostKind, BoostRule, Configuration, SynonymRule
from search.query.fields import TextField

from .forms import language_name, trade_name

FIELD_NAMES = {
    TextField.NAME: gettext_lazy("name"),
    TextField.NAME_PLAIN: gettext_lazy("name, exactly as typed"),
    TextField.BRAND: gettext_lazy("brand"),
    TextField.CATEGORY: gettext_lazy("category"),
    TextField.ATTRIBUTES: gettext_lazy("attributes"),
    TextField.SUMMARY: gettext_lazy("summary"),
    TextField.DESCRIPTION: gettext_lazy("description"),
}


class Change(NamedTuple):
    """One thing that is new in the draft, gone from it, or different."""

    kind: str  # "added", "removed" or "changed"
    subject: str
    text: str


def list_changes(before: Configuration, after: Configuration) -> list[Change]:
    """Return everything that publishing `after` in the place of `before` would change."""
    return [
        *_sets(_("Synonyms"), map(_synonym, before.synonyms), map(_synonym, after.synonyms)),
        *_sets(_("Word pack"), _packs(after), _packs(before)),  # what is left out is gone
        *_sets(_("Line of a pack"), _lines(after), _lines(before)),
        *_sets(_("Stop word"), _words(before.stop_words), _words(after.stop_words)),
        *_sets(_("Word that counts"), _words(before.kept_words), _words(after.kept_words)),
        *_sets(
            _("Boost rule"), map(describe_boost, before.boosts), map(describe_boost, after.boosts)
        ),
        *_weights(before, after),
        *_value(_("In stock"), f"× {before.in_stock_factor:g}", f"× {after.in_stock_factor:g}"),
        *_value(_("Personal order"), _yes_no(before.is_personal), _yes_no(after.is_personal)),
    ]


def describe_boost(rule: BoostRule) -> str:
    """Return name, condition, factor and dates of a rule."""
    period = " – ".join(
        f"{end:%Y-%m-%d %H:%M}" if end else "…" for end in (rule.starts_at, rule.ends_at)
    )
    dates = f" ({period})" if rule.starts_at or rule.ends_at else ""
    return f"{rule.label}: {_condition(rule)} × {rule.factor:g}{dates}"


def _condition(rule: BoostRule) -> str:
    amount = {"amount": rule.amount}
    match rule.kind:
        case BoostKind.FACET:
            facet = rule.facet
            return f"{facet.field} = {', '.join(facet.values)}" if facet else ""
        case BoostKind.NEWNESS:
            return _("not older than %(amount)d days") % amount
        case BoostKind.MARGIN:
            return _("margin of %(amount)d %% or more") % amount
        case BoostKind.DISCOUNT:
            return _("reduced by %(amount)d %% or more") % amount
    return _("in stock")


def _synonym(rule: SynonymRule) -> str:
    return f"{rule} ({language_name(rule.locale)})"


def _packs(configuration: Configuration) -> list[str]:
    return [trade_name(trade) for trade in sorted(configuration.left_out_packs)]


def _lines(configuration: Configuration) -> list[str]:
    lines = sorted(configuration.stopped_lines)
    return [f"{line.text} ({trade_name(line.trade)}, {line.language})" for line in lines]


def _words(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{word} ({language_name(locale)})" for locale, word in sorted(pairs)]


def _sets(subject: str, before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    earlier, later = dict.fromkeys(before), dict.fromkeys(after)
    yield from (Change("added", subject, text) for text in later if text not in earlier)
    yield from (Change("removed", subject, text) for text in earlier if text not in later)


def _weights(before: Configuration, after: Configuration) -> Iterator[Change]:
    for field, name in FIELD_NAMES.items():
        old, new = before.weights.get(field, 0.0), after.weights.get(field, 0.0)
        yield from _value(_("Weight of the %(field)s") % {"field": name}, f"{old:g}", f"{new:g}")


def _value(subject: str, old: Any, new: Any) -> Iterator[Change]:
    if old != new:
        yield Change("changed", subject, f"{old} → {new}")


def _yes_no(value: bool) -> str:
    return _("on") if value else _("off")
